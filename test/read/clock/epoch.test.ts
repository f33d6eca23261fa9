import { describe, expect, it } from 'vitest';
import { epochOf, readEpoch } from '../../../src/read/clock/epoch.js';

describe('a number since the epoch', () => {
  it.each([
    [1_773_208_804, 1_773_208_804, 1],
    [1_773_208_804.5, 1_773_208_804.5, 1e-6],
    [1_773_208_804_500, 1_773_208_804.5, 1e-3],
    [1_773_208_804_500_000, 1_773_208_804.5, 1e-6],
    [1_773_208_804_500_000_000, 1_773_208_804.5, 1e-6],
    [900_000_001, 900_000_001, 1],
    [3_999_999_999, 3_999_999_999, 1],
  ])('of %j is read by its size', (value, seconds, resolution) => {
    expect(epochOf(value)).toEqual({ seconds, resolution });
  });

  it.each([0, -1_773_208_804, 8e8, 9e8, 4e9, 1e11, 9e11, 4e12, 9e13, 9e14, 4e15, 9e16, 9e17, 4e18, 1e300, Number.NaN])(
    'of %j is none of this century',
    (value) => {
      expect(epochOf(value)).toBeNull();
    },
  );
});

describe('digits since the epoch', () => {
  it.each([
    ['1000000000 x', 1_000_000_000, 1, ' x'],
    ['2999999999 x', 2_999_999_999, 1, ' x'],
    ['1773208804,25 x', 1_773_208_804.25, 0.01, ' x'],
    ['1773208804500 x', 1_773_208_804.5, 1e-3, ' x'],
    ['1773208804500000 x', 1_773_208_804.5, 1e-6, ' x'],
    ['1773208804500000999 x', 1_773_208_804.5, 1e-6, ' x'],
  ])('are read: %j', (text, seconds, resolution, rest) => {
    const reading = readEpoch(text, 0);
    expect([reading?.known, reading?.seconds, reading?.resolution, text.slice(reading?.end)]).toEqual(['full', seconds, resolution, rest]);
  });

  it.each(['0773208804', '3773208804', '177320880', '17732088045', '177320880450', '17732088045000', 'x'])('are none: %j', (text) => {
    expect(readEpoch(text, 0)).toBeNull();
  });
});
