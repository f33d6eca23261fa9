import { describe, expect, it } from 'vitest';
import { sharedFragments } from '../../../src/rules/match/fragments.js';

const duration = '\\d[\\d.,]{0,14} ?(?:milliseconds|seconds|minutes|hours)';
const patterns = (make: (number: number) => string): string[] => Array.from({ length: 10 }, (_, number) => make(number));

describe('a fragment', () => {
  it('is a long capture that ten patterns match nothing without', () => {
    const { fragments, needs } = sharedFragments(['compiled', ...patterns((number) => `(?i)phase ${number} took (?<duration>${duration})`)]);
    expect(fragments).toEqual([`(?i)${duration}`]);
    expect(needs).toEqual(patterns((number) => String(number + 1)).map((number) => [Number(number), 0]));
  });

  it('is none where some can match without it', () => {
    expect(sharedFragments(patterns((number) => `phase ${number}(?: took (?<duration>${duration}))?`)).fragments).toEqual([]);
    expect(sharedFragments(patterns((number) => `phase ${number}|took (?<duration>${duration})`)).fragments).toEqual([]);
  });

  it('is none where it refers to what stands outside', () => {
    expect(sharedFragments(patterns((number) => `(a)phase ${number} (?<duration>\\1${duration})`)).fragments).toEqual([]);
  });
});
