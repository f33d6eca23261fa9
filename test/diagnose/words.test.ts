import { describe, expect, it } from 'vitest';
import { counted, durationInBrackets, durationWords, listWords, shareWords, sizeWords, trimmed } from '../../src/diagnose/words.js';

describe('words', () => {
  it.each([
    [0, '0 ms'],
    [0.7, '700 ms'],
    [1, '1 s'],
    [2.345, '2.35 s'],
    [9.994, '9.99 s'],
    [10, '10 s'],
    [10.04, '10 s'],
    [99.94, '99.9 s'],
    [100, '100 s'],
    [100.04, '100 s'],
    [599, '599 s'],
    [600, '600 s (10 min)'],
    [840, '840 s (14 min)'],
    [Number.NaN, 'an unknown time'],
    [Number.POSITIVE_INFINITY, 'an unknown time'],
  ])('are of a duration: %d s', (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
  });

  it('have no brackets where they stand in some', () => {
    expect([durationInBrackets(840), durationInBrackets(2)]).toEqual(['840 s, 14 min', '2 s']);
  });

  it.each([
    [0, '0 %'],
    [0.0099, 'under 1 %'],
    [0.01, '1 %'],
    [0.744, '74 %'],
    [1, '100 %'],
  ])('are of a share: %d', (share, words) => {
    expect(shareWords(share)).toBe(words);
  });

  it.each([
    [0, '0 bytes'],
    [1023, '1023 bytes'],
    [1024, '1 KiB'],
    [1.5 * 1024 ** 2, '1.5 MiB'],
    [6.5 * 1024 ** 3, '6.5 GiB'],
    [2 * 1024 ** 4, '2 TiB'],
    [2048 * 1024 ** 4, '2048 TiB'],
  ])('are of a size: %d bytes', (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words);
  });

  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('are of a list: %j', (words, sentence) => {
    expect(listWords(words)).toBe(sentence);
  });

  it('are of a count and of a number', () => {
    expect([counted(0, 'boot'), counted(1, 'boot'), counted(2, 'boot'), trimmed(2.3, 3), trimmed(2, 3), trimmed(2.3456, 2)]).toEqual([
      '0 boots',
      '1 boot',
      '2 boots',
      '2.3',
      '2',
      '2.35',
    ]);
  });
});
