import { describe, expect, it } from 'vitest';
import { ageOf, ageText } from '../../../src/read/kubernetes/age.js';

describe('an age as kubectl words it', () => {
  it.each([
    ['19s', 19, 1],
    ['2m12s', 132, 1],
    ['12m', 720, 60],
    ['5h3m', 18_180, 60],
    ['7d3h', 615_600, 3600],
    ['2y45d', 66_960_000, 86_400],
    ['100y', 3_153_600_000, 31_536_000],
  ])('is read: %s', (text, seconds, resolution) => {
    expect(ageOf(text)).toEqual({ seconds, resolution });
  });

  it.each(['<unknown>', '<invalid>', '', '12', '101y'])('is not read: %s', (text) => {
    expect(ageOf(text)).toBeNull();
  });

  it.each([
    [-3, '0s'],
    [0.4, '0s'],
    [19.6, '20s'],
    [119, '119s'],
    [120, '2m'],
    [132, '2m12s'],
    [3600, '1h'],
    [18_180, '5h3m'],
    [18_239, '5h3m'],
    [86_400, '1d'],
    [187_200, '2d4h'],
    [31_536_000, '1y'],
    [66_960_000, '2y45d'],
  ])('is written: %d s', (seconds, text) => {
    expect(ageText(seconds)).toBe(text);
  });
});
