import { describe, expect, it } from 'vitest';
import { diagnoseSources } from '../../src/diagnose/run.js';
import type { Source } from '../../src/read/source.js';

const stamp = (second: number): string => new Date(Date.UTC(2026, 4, 2, 10, 0, second)).toISOString();

const sourceOf = (lines: readonly string[]): Source => ({
  path: 'server.log',
  bytes: null,
  modified: null,
  async *blocks() {
    yield { bytes: Buffer.from(lines.slice(0, 700).join('')), firstLine: 1 };
    yield { bytes: Buffer.from(lines.slice(700).join('')), firstLine: 701 };
  },
});

async function* only(source: Source): AsyncGenerator<Source> {
  yield source;
}

const startOf = (at: number, pid: number): string[] => [
  `${stamp(at)} INFO:     Started parent process [${pid}]\n`,
  `${stamp(at + 13)} INFO model loaded in 12.5 s\n`,
  `${stamp(at + 14)} INFO:     Application startup complete.\n`,
];
const served = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${stamp(from + at)} INFO:     10.1.2.3:40${at % 10} - "POST /predict HTTP/1.1" 200 OK\n`);

describe('a log that is read while its replica is steady', () => {
  it('is read in full again from the line on that begins a start, wherever that stands', async () => {
    const lines = [...startOf(0, 11), ...served(20, 1000), ...startOf(2000, 12), ...served(2020, 50)];
    const { report } = await diagnoseSources(only(sourceOf(lines)), { now: new Date('2026-06-01T00:00:00Z') });
    expect(report.boots.map(({ phases }) => phases.find(({ phase }) => phase === 'weights-load')?.seconds)).toEqual([12.5, 12.5]);
    expect(report.inputs).toMatchObject([{ lines: lines.length }]);
  });
});
