import { describe, expect, it } from 'vitest';
import { evaluateLatency, latencyPairs } from '../../src/diagnose/latency.js';
import type { Boot, Metric } from '../../src/model/boot.js';
import { boot, line, request, span } from './boot.js';

const metric = (period: Metric['period'], quantile: number | null, seconds: number, at: number): Metric => ({
  period,
  quantile,
  seconds,
  windowSeconds: null,
  evidence: line(at),
});
const early = (quantile: number | null, seconds: number, at = 1): Metric => metric('early', quantile, seconds, at);
const steady = (quantile: number | null, seconds: number, at = 2): Metric => metric('steady', quantile, seconds, at);

/** The pairs in short: early, steady, lines. */
const pairsOf = (given: Partial<Boot>) =>
  latencyPairs(boot(given)).map((pair) => [pair.early, pair.steady, pair.evidence.map((evidence) => evidence.line)] as const);

describe('a latency just after the start', () => {
  it('is held against the steady one of the same quantile', () => {
    expect(pairsOf({ metrics: [early(0.99, 4), steady(0.5, 1, 2), steady(0.99, 2, 3)] })).toEqual([[4, 2, [1, 3]]]);
  });

  it('is held against one without a quantile where none has the same, or where it has none itself', () => {
    expect(pairsOf({ metrics: [early(0.99, 4), steady(0.5, 1, 2), steady(null, 3, 3)] })).toEqual([[4, 3, [1, 3]]]);
    expect(pairsOf({ metrics: [early(null, 4), steady(0.5, 1, 2)] })).toEqual([[4, 1, [1, 2]]]);
    expect(pairsOf({ metrics: [early(0.99, 4), steady(0.5, 1, 2)] })).toEqual([]);
  });

  it('is held against what requests take later where no metric says it', () => {
    expect(pairsOf({ metrics: [early(0.99, 4)], steadySeconds: 0.5 })).toEqual([[4, 0.5, [1]]]);
    expect(pairsOf({ metrics: [early(0.99, 4)] })).toEqual([]);
  });

  it('is held against nothing that takes no time', () => {
    expect(pairsOf({ metrics: [early(0.99, 4), steady(0.99, 0)] })).toEqual([]);
    expect(pairsOf({ firstRequestSeconds: 4, steadySeconds: 0 })).toEqual([]);
  });
});

describe('a first request', () => {
  it('is held against the steady time, and shown by its line', () => {
    const requests = [request(null, { evidence: [line(5)] }), request(4, { evidence: [line(6)] })];
    expect(latencyPairs(boot({ requests, firstRequestSeconds: 4, steadySeconds: 0.5 }))).toEqual([
      { early: 4, steady: 0.5, quantile: null, evidence: [line(6)], source: 'request', isAtLeast: false },
    ]);
  });

  it('is shown by the first request where none is the one', () => {
    expect(pairsOf({ requests: [request(null, { evidence: [line(5)] })], firstRequestSeconds: 4, steadySeconds: 0.5 })).toEqual([[4, 0.5, [5]]]);
  });

  it('is at least what was done in it, shown by that', () => {
    const spans = [span('compile', 3, { scope: 'request', evidence: [line(7)] }), span('compile', 3, { evidence: [line(8)] })];
    expect(latencyPairs(boot({ spans, firstRequestAtLeastSeconds: 3, steadySeconds: 0.5 }))).toMatchObject([
      { early: 3, steady: 0.5, isAtLeast: true, evidence: [{ line: 7 }] },
    ]);
  });

  it('gives way to the request that suffered most of its kind', () => {
    const cold = { seconds: 6, steadySeconds: 1, evidence: [line(9)] };
    expect(pairsOf({ cold, firstRequestSeconds: 4, steadySeconds: 0.5 })).toEqual([[6, 1, [9]]]);
    expect(pairsOf({ cold, metrics: [early(0.99, 4), steady(0.99, 2)] })).toEqual([
      [4, 2, [1, 2]],
      [6, 1, [9]],
    ]);
  });

  it('is held against nothing where nothing is steady', () => {
    expect(pairsOf({ firstRequestSeconds: 4 })).toEqual([]);
    expect(pairsOf({ steadySeconds: 4 })).toEqual([]);
  });
});

describe('the judgement on latency', () => {
  const judged = (given: Partial<Boot>, ratio = 2, differenceSeconds = 0.1) =>
    evaluateLatency({ ratio: { min: ratio }, differenceSeconds: { min: differenceSeconds } }, boot(given));
  const factsOf = (given: Partial<Boot>) => {
    const outcome = judged(given);
    return outcome.state === 'matched' ? outcome.findings[0]?.facts : outcome.state;
  };

  it('needs both the ratio and the difference', () => {
    expect(judged({ firstRequestSeconds: 4, steadySeconds: 2 }).state).toBe('matched');
    expect(judged({ firstRequestSeconds: 4, steadySeconds: 2.1 })).toEqual({ state: 'not-matched' });
    expect(judged({ firstRequestSeconds: 0.04, steadySeconds: 0.01 })).toEqual({ state: 'not-matched' });
  });

  it('costs what is above the steady figure', () => {
    expect(judged({ firstRequestSeconds: 4, steadySeconds: 0.5 })).toMatchObject({ findings: [{ seconds: 3.5, scope: 'request', basis: 'measured' }] });
    expect(judged({ metrics: [early(0.99, 4), steady(0.99, 1)] })).toMatchObject({ findings: [{ seconds: 3, scope: 'request', basis: 'stated' }] });
  });

  it("names the service's own figures before the first request, and of each the worst", () => {
    const metrics = [early(0.5, 3, 1), steady(0.5, 1, 2), early(0.99, 8, 3), steady(0.99, 2, 4)];
    expect(factsOf({ metrics, firstRequestSeconds: 40, steadySeconds: 0.5 })).toEqual({
      latency: 'p99 just after the start was',
      early: '8 s',
      steady: '2 s',
      ratio: '4',
    });
  });

  it('shows the lines of all that matched, the worst first', () => {
    const metrics = [early(0.5, 3, 1), steady(0.5, 1, 2), early(0.99, 8, 3), steady(0.99, 2, 4), early(0.9, 2, 5), steady(0.9, 2, 6)];
    const outcome = judged({ metrics });
    expect(outcome.state === 'matched' && outcome.findings[0]?.evidence.map((evidence) => evidence.line)).toEqual([3, 4, 1, 2]);
  });

  it.each([
    ['The first request took', { firstRequestSeconds: 4, steadySeconds: 1 }],
    ['The first request took at least', { firstRequestAtLeastSeconds: 4, steadySeconds: 1 }],
    ['The first request took', { firstRequestSeconds: 4, cold: { seconds: 4, steadySeconds: 1, evidence: [] } }],
    ['The first request of its kind took', { firstRequestSeconds: 3, cold: { seconds: 4, steadySeconds: 1, evidence: [] } }],
    ['Latency just after the start was', { metrics: [early(null, 4), steady(null, 1)] }],
    ['p99.9 just after the start was', { metrics: [early(0.999, 4), steady(0.999, 1)] }],
  ])('says %j', (latency, given) => {
    expect(factsOf(given)).toMatchObject({ latency });
  });

  it('tells a ratio by its tenths, of a hundred on by whole ones', () => {
    expect(factsOf({ firstRequestSeconds: 9.96, steadySeconds: 1.5 })).toMatchObject({ ratio: '6.6' });
    expect(factsOf({ firstRequestSeconds: 100.4, steadySeconds: 1 })).toMatchObject({ ratio: '100' });
  });

  it('is open where only a lower bound is known, and that lies below', () => {
    const open = { state: 'unknown', missing: 'no line states how long a request took, nor a latency early and later' };
    expect(judged({ firstRequestAtLeastSeconds: 1, steadySeconds: 1 })).toEqual(open);
    expect(judged({})).toEqual(open);
  });

  it('is open where the steady figure is missing', () => {
    const open = { state: 'unknown', missing: 'no line states the steady latency to compare the first request with' };
    expect(judged({ firstRequestSeconds: 4 })).toEqual(open);
    expect(judged({ metrics: [early(0.99, 4)] })).toEqual(open);
  });
});
