import { describe, expect, it } from 'vitest';
import { beginningOf } from '../../src/read/beginning.js';

describe('the beginning of a source', () => {
  it.each([
    ['all of a short one', 'a\nb', 'a\nb'],
    ['8 KiB that fit', 'a'.repeat(8192), 'a'.repeat(8192)],
    ['whole lines of a long one', `a\n${'b'.repeat(8000)}\n${'c'.repeat(400)}\nd`, `a\n${'b'.repeat(8000)}`],
    ['a part of a line that is longer', 'a'.repeat(9000), 'a'.repeat(8192)],
  ])('is %s', (_, text, beginning) => {
    expect(beginningOf(Buffer.from(text))).toBe(beginning);
  });
});
