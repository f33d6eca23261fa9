import { describe, expect, it } from 'vitest';
import { aloneSeconds, chosenSeconds } from '../../src/diagnose/wall.js';
import type { Span } from '../../src/model/boot.js';
import { boot, span } from './boot.js';

const at = (phase: Span['phase'], start: number, end: number, given: Partial<Span> = {}): Span => span(phase, end - start, { start, end, ...given });

describe('what a span leaves without others inside it', () => {
  const whole = at('warmup', 10, 30);
  const alone = (...others: readonly Span[]): number => aloneSeconds(whole, [whole, ...others]);

  it('is its own where there are none', () => {
    expect([alone(), alone(at('compile', 30, 40)), alone(at('compile', 0, 10))]).toEqual([20, 20, 20]);
  });

  it('is less by those of other phases, as far as they lie in it, each moment once', () => {
    expect(alone(at('compile', 12, 15))).toBe(17);
    expect(alone(at('compile', 12, 15), at('autotune', 14, 18))).toBe(14);
    expect(alone(at('compile', 5, 15), at('autotune', 25, 35))).toBe(10);
  });

  it('is not less by those of its own phase, by longer ones, and by those without a clock', () => {
    expect(alone(at('warmup', 12, 15))).toBe(20);
    expect(alone(at('compile', 5, 35))).toBe(20);
    expect(alone(at('compile', 10, 30))).toBe(20);
    expect(alone(span('compile', 3), span('compile', 3, { start: 12 }), span('compile', 3, { end: 15 }))).toBe(20);
  });

  it('is nothing where the account gave the same silence to another', () => {
    const claimed = at('device-init', 10, 30, { ownSeconds: 0 });
    const given = at('process', 10, 30, { ownSeconds: 20 });
    expect([aloneSeconds(claimed, [claimed, given]), aloneSeconds(given, [claimed, given])]).toEqual([0, 20]);
  });

  it('is less by those of its own process, or of none', () => {
    const own = at('warmup', 10, 30, { process: 'a' });
    const left = (process: string | null): number => aloneSeconds(own, [own, at('compile', 12, 15, { process })]);
    expect([left('a'), left(null), left('b')]).toEqual([17, 17, 20]);
    expect(alone(at('compile', 12, 15, { process: 'b' }))).toBe(17);
  });

  it('is its own without a clock', () => {
    for (const given of [{}, { start: 5 }, { end: 25 }]) expect(aloneSeconds(span('warmup', 20, given), [at('compile', 10, 15)])).toBe(20);
  });
});

describe('the wall time of some spans', () => {
  const chosen = (all: readonly Span[], ...some: readonly Span[]): number => chosenSeconds(boot({ spans: all }), new Set(some));

  it("is the phase's own where they are all of it", () => {
    const [a, b] = [at('compile', 0, 10), at('compile', 5, 15)];
    expect(chosen([a, b], a, b)).toBe(20);
    expect(chosen([a, b])).toBe(0);
  });

  it('counts what overlaps once where they are a part of it', () => {
    const [a, b, c] = [at('compile', 0, 10), at('compile', 5, 15), at('compile', 20, 21)];
    expect(chosen([a, b, c], a, b)).toBe(15);
  });

  it('counts the slowest process where they have no clock', () => {
    const [a, b, c, d] = [span('compile', 3, { process: 'a' }), span('compile', 4, { process: 'a' }), span('compile', 5, { process: 'b' }), span('compile', 9)];
    expect(chosen([a, b, c, d], a, b, c)).toBe(7);
    expect(chosen([a, b, c, d], a, c)).toBe(5);
    expect(chosen([a, b, c, d], { ...a }, c)).toBe(5);
  });

  it('takes one that has a beginning or an end alone for one without a clock', () => {
    const [a, b, c] = [span('compile', 3, { start: 1 }), span('compile', 4, { end: 9 }), span('compile', 9)];
    expect(chosen([a, b, c], a, b)).toBe(7);
  });

  it('adds up phases', () => {
    const [a, b] = [span('compile', 3), span('warmup', 4)];
    expect(chosen([a, b], a, b)).toBe(7);
  });
});
