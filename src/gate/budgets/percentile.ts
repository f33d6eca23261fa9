import { counted } from '../../diagnose/words.js';
import type { BudgetResult } from '../../model/gate.js';
import { quantileLowerBound, quantileUpperBound, smallestSample } from '../../statistics/quantile-bound.js';
import { sorted } from '../../statistics/sorted.js';
import type { Measure } from '../measures.js';
import { amountWords } from '../words.js';
import type { Bounded } from './limit.js';

const quantile = 0.95;
const confidence = 0.95;

/**
 * Judges the 95th percentile of a measure over many boots, with a confidence of 95 %: 59 independent boots are the fewest that can show it
 * to be within a limit. The limit of the last clause holds for all of them.
 */
export const judgePercentile = (measure: Measure, bounded: readonly Bounded[]): BudgetResult | null => {
  const last = bounded.at(-1);
  if (last === undefined) return null;
  const { limit, place } = last.clause;
  const values = sorted(
    bounded.flatMap(({ boot }) => {
      const reading = measure.of(boot);
      return reading.kind === 'known' && reading.high !== null ? [reading.value] : [];
    }),
  );
  const needed = smallestSample(quantile, confidence);
  const [low, high] = [quantileLowerBound(values, quantile, confidence), quantileUpperBound(values, quantile, confidence)];
  const base = {
    id: `${measure.id}.p95`,
    title: `p95 of ${measure.title}`,
    unit: measure.unit,
    limit,
    boots: bounded.map(({ boot }) => boot.id),
    evidence: [],
    place,
  } as const;
  const { title, unit } = base;
  const said = `${amountWords(limit, unit)} is allowed`;
  if (high === null) {
    const why = `The ${title} cannot be told from ${counted(values.length, 'boot')} that state it: ${needed} are the fewest.`;
    const howToLog = `Give the logs of at least ${needed} starts.`;
    return { ...base, verdict: 'unknown', why, measured: null, range: null, margin: null, howToLog };
  }
  const verdict = high <= limit ? 'pass' : low !== null && low > limit ? 'exceeded' : 'range-crosses';
  const between = low === null ? `at most ${amountWords(high, unit)}` : `between ${amountWords(low, unit)} and ${amountWords(high, unit)}`;
  const why = `The ${title} is ${between} with 95 % confidence, from ${counted(values.length, 'boot')}; ${said}.`;
  return { ...base, verdict, why, measured: high, range: { low, high }, margin: limit - high, howToLog: null };
};
