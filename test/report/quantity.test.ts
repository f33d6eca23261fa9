import { describe, expect, it } from 'vitest';
import { formatBytes, formatRange, formatRatio, formatSeconds, formatShare } from '../../src/report/quantity.js';

describe('figures in a report', () => {
  it.each([
    [0, '0 s'],
    [0.0021, '2.1 ms'],
    [0.7, '700 ms'],
    [1.45, '1.45 s'],
    [2.3, '2.3 s'],
    [83.14, '83.1 s'],
    [599.9, '599.9 s'],
    [736.3, '12 min 16 s'],
    [7380, '2 h 3 min'],
  ])('of %d seconds read %s', (seconds, text) => expect(formatSeconds(seconds)).toBe(text));

  it.each([
    [44, 57, '44–57 s'],
    [2.3, 2.3, '2.3 s'],
    [0.21, 0.63, '210–630 ms'],
    [0.93, 1.2, '0.9–1.2 s'],
    [220.9, 663, '3.7–11 min'],
    [1800, 9000, '0.5–2.5 h'],
  ])('from %d to %d seconds read %s', (low, high, text) => expect(formatRange(low, high)).toBe(text));

  it('are rounded as a reader expects', () => {
    expect([formatShare(0.74), formatShare(0.001), formatShare(0)]).toEqual(['74 %', '<1 %', '0 %']);
    expect([formatBytes(512), formatBytes(14.2 * 2 ** 30), formatBytes(512 * 2 ** 20)]).toEqual(['512 B', '14.2 GiB', '512 MiB']);
    expect([formatRatio(29.2), formatRatio(1.2)]).toEqual(['29×', '1.2×']);
  });
});
