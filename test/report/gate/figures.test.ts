import { describe, expect, it } from 'vitest';
import { limitText, marginText, measuredText } from '../../../src/report/gate/figures.js';
import { budget } from '../gate-report.js';

describe("a budget's figures", () => {
  it.each([
    ['seconds', 131.4, '131.4 s'],
    ['bytes', 1_610_612_736, '1.5 GiB'],
    ['share', 0.47, '47 %'],
    ['ratio', 29.2, '29×'],
    ['count', 3, '3'],
    ['bytes', -1_610_612_736, '-1.5 GiB'],
  ] as const)('are written in their unit: %s %d', (unit, measured, text) => {
    expect(measuredText(budget({ unit, measured, range: null }))).toBe(text);
    expect(limitText(budget({ unit, limit: measured }))).toBe(text);
  });

  it('show a range where the figure is not known, or the limit lies in it', () => {
    expect(measuredText(budget({ measured: null, range: { low: 3.5, high: null } }))).toBe('≥ 3.5 s');
    expect(measuredText(budget({ measured: null, range: { low: null, high: 5 } }))).toBe('≤ 5.0 s');
    expect(measuredText(budget({ verdict: 'range-crosses', range: { low: 140, high: 160 } }))).toBe('140–160 s');
    expect(measuredText(budget({ unit: 'share', measured: null, range: { low: 0.1, high: 0.2 } }))).toBe('10 %–20 %');
    expect(measuredText(budget({ range: { low: 130, high: 133 } }))).toBe('131.4 s');
  });

  it('say how much is left, or by how much the limit is exceeded', () => {
    expect(marginText(budget({ margin: 12 }))).toBe('12.0 s left');
    expect(marginText(budget({ margin: -41.4 }))).toBe('41.4 s over');
    expect(marginText(budget({ margin: 0 }))).toBeNull();
    expect(marginText(budget({ margin: null }))).toBeNull();
  });
});
