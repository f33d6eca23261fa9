import { describe, expect, it } from 'vitest';
import { toRipgrep } from './ripgrep-patterns.js';

describe("a pattern in ripgrep's syntax", () => {
  it('has no named captures, which may stand once only in a file of patterns', () => {
    expect(toRipgrep(String.raw`took (?<seconds>[\d.]+) s`)).toBe(String.raw`(?:took (?:[\d.]+) s)`);
  });

  it('keeps the case flag to itself', () => {
    expect(toRipgrep('(?i)loading')).toBe('(?i:loading)');
  });

  it('is left out where ripgrep has no such thing', () => {
    expect(['(?<!no )cache', 'a(?=b)', String.raw`first\nsecond`].map(toRipgrep)).toEqual([null, null, null]);
    expect(toRipgrep(String.raw`error[^\n]*`)).not.toBeNull();
  });
});
