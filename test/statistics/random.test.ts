import { expect, test } from 'vitest';
import { type Random, randomSource } from '../../src/statistics/random.js';

const drawn = (random: Random) => Array.from({ length: 1000 }, random);

test('repeats itself for the same seed and stream', () => {
  expect(drawn(randomSource(7, 2))).toEqual(drawn(randomSource(7, 2)));
});

test('gives other numbers for another stream or another seed', () => {
  const first = new Set(drawn(randomSource(7)));
  for (const other of [randomSource(7, 1), randomSource(8)]) expect(drawn(other).filter((value) => first.has(value))).toEqual([]);
});

test('is spread evenly over 0 to 1', () => {
  const values = drawn(randomSource(1));
  expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
  expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 1);
});
