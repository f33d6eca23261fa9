import { describe, expect, it } from 'vitest';
import { readCompiled, writeCompiled } from '../../src/rules/compiled.js';
import { rulesFrom, signal } from './given.js';

describe('compiled rules', () => {
  const rules = rulesFrom(signal('load', 'weights loaded in (?<seconds>[\\d.]+) µs') + signal('compile', 'compiled'));

  it('are read back as they were written', () => {
    expect(readCompiled(writeCompiled(rules))).toEqual(rules);
  });

  it('are ASCII alone', () => {
    expect(writeCompiled(rules)).toMatch(/^[\n\x20-\x7e]+$/);
  });
});
