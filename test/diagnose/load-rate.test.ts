import { describe, expect, it } from 'vitest';
import { loadRate, pageCacheOf } from '../../src/diagnose/load-rate.js';
import type { Span } from '../../src/model/boot.js';
import { boot, span } from './boot.js';

const load = (bytes: number, seconds: number, given: Partial<Span> = {}): Span => span('weights-load', seconds, { facts: { bytes }, ...given });
const rateOf = (...spans: readonly Span[]): number | null => loadRate(boot({ spans }));

describe('the rate of a load', () => {
  it('is that of the slowest rank', () => {
    expect(rateOf(load(2e9, 1), load(2e9, 4), load(2e9, 2))).toBe(5e8);
    expect(rateOf(load(2e9, 4), load(1e9, 4))).toBe(5e8);
  });

  it('is none without bytes, of less than 100 MB, of another phase, or of a request', () => {
    expect(rateOf(span('weights-load', 3))).toBeNull();
    expect(rateOf(load(1e8 - 1, 1))).toBeNull();
    expect(rateOf(load(1e8, 1))).toBe(1e8);
    expect(rateOf(span('weights-fetch', 3, { facts: { bytes: 1e9 } }))).toBeNull();
    expect(rateOf(load(1e9, 3, { scope: 'request' }))).toBeNull();
    expect(rateOf()).toBeNull();
  });

  it.each([
    [4e9, 'warm'],
    [3.9e9, null],
    [0.71e9, null],
    [0.7e9, 'cold'],
  ])('tells whether weights lay in the page cache: %d bytes a second', (bytes, cache) => {
    expect(pageCacheOf(boot({ spans: [load(bytes, 1)] }))).toBe(cache);
  });

  it('tells nothing where it is unknown', () => {
    expect(pageCacheOf(boot())).toBeNull();
  });
});
