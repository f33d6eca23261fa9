import { describe, expect, it } from 'vitest';
import { citationsOf } from '../../src/report/citations.js';
import { vllmBoot } from './vllm-report.js';

const line = (number: number, file = 'server.log') => ({ file, line: number });

describe('the causes that cite a line', () => {
  const cited = citationsOf(vllmBoot.causes);

  it('are found by file and line', () => {
    expect(cited.ofAny([line(61)])).toEqual(['compile-at-startup']);
    expect(cited.ofAny([line(61, 'other.log')])).toEqual([]);
  });

  it('come once each, in the order of the report', () => {
    expect(cited.ofAny([line(97), line(61), line(48), line(49)])).toEqual(['compile-at-startup', 'graph-capture-slow', 'compile-cache-cold']);
  });

  it('of a silence cite both of its ends', () => {
    expect(cited.ofAll([line(4), line(5)])).toEqual(['import-slow']);
    expect(cited.ofAll([line(4), line(61)])).toEqual([]);
  });
});
