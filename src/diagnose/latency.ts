import type { Boot, Evidence, Metric } from '../model/boot.js';
import type { Seconds } from '../model/units.js';
import type { Range } from '../rules/schema.js';
import { finding, type Judgement, notMatched } from './found.js';
import { isInRange } from './range.js';
import { durationWords, trimmed } from './words.js';

/** A cold latency beside the steady one. */
export type LatencyPair = {
  readonly early: Seconds;
  readonly steady: Seconds;
  readonly quantile: number | null;
  readonly evidence: readonly Evidence[];
  readonly source: 'metric' | 'request';
  /** The cold figure is a lower bound: its phases add up to it, its whole is not in the log. */
  readonly isAtLeast: boolean;
};

/** Judges how far the latency just after the start is above the steady one, by the service's own figures and by its first request. */
export function evaluateLatency(condition: { ratio: Range; differenceSeconds: Range }, boot: Boot): Judgement {
  const pairs = latencyPairs(boot);
  const matched = pairs
    .filter((pair) => isInRange(pair.early / pair.steady, condition.ratio) && isInRange(pair.early - pair.steady, condition.differenceSeconds))
    .sort((a, b) => Number(a.source === 'request') - Number(b.source === 'request') || b.early / b.steady - a.early / a.steady);
  const [worst] = matched;
  if (worst !== undefined) {
    return {
      state: 'matched',
      findings: [
        finding({
          evidence: matched.flatMap((pair) => [...pair.evidence]),
          seconds: worst.early - worst.steady,
          scope: 'request',
          basis: worst.source === 'metric' ? 'stated' : 'measured',
          facts: {
            latency: nameOf(worst, boot),
            early: durationWords(worst.early),
            steady: durationWords(worst.steady),
            ratio: trimmed(worst.early / worst.steady, worst.early / worst.steady < 100 ? 1 : 0),
          },
        }),
      ],
    };
  }
  if (pairs.some((pair) => !pair.isAtLeast)) return notMatched;
  return { state: 'unknown', missing: missingFigure(boot) };
}

/** Every cold figure of a boot that has a steady one to compare with: metrics of one quantile, and the first request of the kind that suffered most. */
export function latencyPairs(boot: Boot): LatencyPair[] {
  const pairs: LatencyPair[] = [];
  const early = boot.metrics.filter((metric) => metric.period === 'early');
  for (const metric of early) {
    const steady = steadyOf(boot, metric);
    if (steady !== null && steady.seconds > 0) {
      const evidence = steady.evidence === null ? [metric.evidence] : [metric.evidence, steady.evidence];
      pairs.push({ early: metric.seconds, steady: steady.seconds, quantile: metric.quantile, evidence, source: 'metric', isAtLeast: false });
    }
  }
  if (boot.cold !== null) {
    const { seconds, steadySeconds, evidence } = boot.cold;
    return [...pairs, { early: seconds, steady: steadySeconds, quantile: null, evidence, source: 'request', isAtLeast: false }];
  }
  const first = boot.firstRequestSeconds ?? boot.firstRequestAtLeastSeconds;
  if (first !== null && boot.steadySeconds !== null && boot.steadySeconds > 0) {
    pairs.push({
      early: first,
      steady: boot.steadySeconds,
      quantile: null,
      evidence: firstRequestEvidence(boot),
      source: 'request',
      isAtLeast: boot.firstRequestSeconds === null,
    });
  }
  return pairs;
}

function steadyOf(boot: Boot, early: Metric): { seconds: Seconds; evidence: Evidence | null } | null {
  const steady = boot.metrics.filter((metric) => metric.period === 'steady');
  const same = steady.find((metric) => metric.quantile === early.quantile) ?? steady.find((metric) => metric.quantile === null || early.quantile === null);
  if (same !== undefined) return same;
  return boot.steadySeconds === null ? null : { seconds: boot.steadySeconds, evidence: null };
}

function firstRequestEvidence(boot: Boot): readonly Evidence[] {
  const first = boot.requests.find((request) => request.seconds !== null && request.seconds === boot.firstRequestSeconds) ?? boot.requests[0];
  if (first !== undefined) return first.evidence;
  return boot.phases.filter((total) => total.scope === 'request').flatMap((total) => total.spans.flatMap((span) => [...span.evidence]));
}

function missingFigure(boot: Boot): string {
  if (boot.firstRequestSeconds === null && boot.metrics.length === 0) return 'no line states how long a request took, nor a latency early and later';
  return 'no line states the steady latency to compare the first request with';
}

function nameOf(pair: LatencyPair, boot: Boot): string {
  if (pair.isAtLeast) return 'The first request took at least';
  // The slow one may have come later: the first with its shape, or on its path.
  if (pair.source === 'request') return pair.early === boot.firstRequestSeconds ? 'The first request took' : 'The first request of its kind took';
  return pair.quantile === null ? 'Latency just after the start was' : `p${trimmed(pair.quantile * 100, 1)} just after the start was`;
}
