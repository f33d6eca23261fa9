import { describe, expect, it } from 'vitest';
import { exactSize, mannWhitneyCounts } from '../../src/statistics/mann-whitney.js';

/** How many splits of m + n ranks give each U, one by one. */
function countedOneByOne(m: number, n: number): number[] {
  const counts = new Array<number>(m * n + 1).fill(0);
  for (let split = 0; split < 2 ** (m + n); split += 1) {
    let [ones, larger] = [0, 0];
    for (let rank = 0; rank < m + n; rank += 1) {
      if ((split >> rank) & 1) ones += 1;
      else larger += ones;
    }
    if (ones === m) counts[larger] = (counts[larger] ?? 0) + 1;
  }
  return counts;
}

const sumOf = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0);

describe('how many splits give each U', () => {
  it('is what Mann and Whitney tabled', () => {
    expect([...mannWhitneyCounts(3, 2)]).toEqual([1, 1, 2, 2, 2, 1, 1]);
    expect([...mannWhitneyCounts(1, 4)]).toEqual([1, 1, 1, 1, 1]);
  });

  it.each([
    [2, 2],
    [3, 4],
    [5, 3],
    [4, 6],
    [1, 7],
  ])('is what counting them one by one gives: %i and %i', (m, n) => {
    expect([...mannWhitneyCounts(m, n)]).toEqual(countedOneByOne(m, n));
  });

  it('is the same from both ends, and all splits together, while doubles hold them', () => {
    const counts = mannWhitneyCounts(12, 14);
    expect([...counts].reverse()).toEqual([...counts]);
    expect(sumOf(counts)).toBe(9_657_700);
  });

  it('loses hardly a digit at the largest exact size', () => {
    const counts = mannWhitneyCounts(exactSize, exactSize);
    const all = sumOf(counts);
    const mean = counts.reduce((sum, count, u) => sum + (count / all) * u, 0);
    const variance = counts.reduce((sum, count, u) => sum + (count / all) * (u - mean) ** 2, 0);
    expect(mean).toBeCloseTo(exactSize ** 2 / 2, 5);
    expect(variance / ((exactSize ** 2 * (2 * exactSize + 1)) / 12)).toBeCloseTo(1, 7);
  });

  it('follows the normal distribution past it', () => {
    const [m, n] = [exactSize + 1, exactSize + 3];
    const counts = mannWhitneyCounts(m, n);
    const spread = Math.sqrt((m * n * (m + n + 1)) / 12);
    const middle = Math.round((m * n) / 2);
    expect((counts[middle + Math.round(spread)] ?? 0) / (counts[middle] ?? 0)).toBeCloseTo(Math.exp(-0.5), 3);
  });
});
