import { describe, expect, it } from 'vitest';
import { readCompiled, writeCompiled } from '../../../src/rules/compiled/compiled.js';
import { rulesFrom, signal } from '../given.js';

describe('compiled rules', () => {
  const rules = rulesFrom(signal('load', 'weights loaded in (?<seconds>[\\d.]+) µs') + signal('compile', 'compiled'));

  it('are read back as they were written', () => {
    expect(readCompiled(writeCompiled(rules))).toEqual(rules);
  });

  it('are read from any place in memory', () => {
    const file = writeCompiled(rules);
    const moved = Buffer.alloc(file.length + 1);
    file.copy(moved, 1);
    expect(readCompiled(moved.subarray(1))).toEqual(rules);
  });
});
