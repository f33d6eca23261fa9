import { describe, expect, it } from 'vitest';
import { bounded, boundedStart } from '../../../src/report/escape/bounded.js';

describe('a text of bounded length', () => {
  it('is the text where it fits', () => {
    expect(bounded('four', 4)).toBe('four');
  });

  it('ends in an ellipsis where it was cut', () => {
    expect(bounded('fives', 4)).toBe('fiv…');
  });

  it('keeps its end where the beginning goes', () => {
    expect(boundedStart('fives', 4)).toBe('…ves');
    expect(boundedStart('four', 4)).toBe('four');
  });

  it('never ends in half a character', () => {
    expect(bounded('ab😀cd', 4)).toBe('ab…');
    expect(boundedStart('ab😀cd', 4)).toBe('…cd');
  });
});
