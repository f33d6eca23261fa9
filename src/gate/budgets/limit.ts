import type { Evidence } from '../../model/boot.js';
import type { BudgetResult, BudgetVerdict } from '../../model/gate.js';
import type { BootReport } from '../../model/report.js';
import type { Measure, Reading } from '../measures.js';
import type { LimitClause } from '../policy/policy.js';
import { gravest } from '../verdicts.js';
import { amountWords, ofBoots } from '../words.js';

/** A boot, and the limit that holds for it. */
export type Bounded = { readonly boot: BootReport; readonly clause: LimitClause & { readonly limit: number } };

type Judged = Bounded & { readonly reading: Reading; readonly verdict: BudgetVerdict };

const mostEvidence = 4;

/** Within the limit for certain, beyond it for certain, or neither: no test is needed for an absolute limit, only what is known. */
export const verdictOf = (reading: Reading, limit: number): BudgetVerdict => {
  if (reading.kind === 'unknown') return 'unknown';
  if (reading.kind === 'never' || reading.low > limit) return 'exceeded';
  return reading.high !== null && reading.high <= limit ? 'pass' : 'range-crosses';
};

const figureOf = ({ reading }: Judged): number => (reading.kind === 'known' ? reading.value : Number.NEGATIVE_INFINITY);

/** Judges one measure over all boots that it is limited for: the worst decides. */
export const judgeLimit = (measure: Measure, bounded: readonly Bounded[]): BudgetResult | null => {
  const judged = bounded.map((one): Judged => {
    const reading = measure.of(one.boot);
    return { ...one, reading, verdict: verdictOf(reading, one.clause.limit) };
  });
  const verdict = gravest(judged)?.verdict;
  if (verdict === undefined) return null;
  const deciding = judged.filter((one) => one.verdict === verdict);
  const [worst] = [...deciding].sort((left, right) => figureOf(right) - figureOf(left));
  if (worst === undefined) return null;
  const { reading, clause } = worst;
  const known = reading.kind === 'known' ? reading : null;
  return {
    id: measure.id,
    title: measure.title,
    verdict,
    why: `${sentence(measure, worst)}${ofBoots(deciding.length, judged.length)}.`,
    unit: measure.unit,
    measured: known?.value ?? null,
    range: known === null ? null : { low: known.low, high: known.high },
    limit: clause.limit,
    margin: known === null ? null : clause.limit - known.value,
    boots: deciding.map(({ boot }) => boot.id),
    evidence: evidenceOf(reading).slice(0, mostEvidence),
    place: clause.place,
    howToLog: reading.kind === 'unknown' ? reading.howToLog : null,
  };
};

const evidenceOf = (reading: Reading): readonly Evidence[] => (reading.kind === 'unknown' ? [] : reading.evidence);

const sentence = ({ title, unit }: Measure, { reading, verdict, clause }: Judged): string => {
  const limit = amountWords(clause.limit, unit);
  if (reading.kind === 'unknown') return `The ${title} cannot be told: ${reading.missing}`;
  if (reading.kind === 'never') return `The ${title} has no end: ${reading.why}`;
  const { value, low, high } = reading;
  const isOpen = high === null;
  const measured = `${isOpen ? 'at least ' : ''}${amountWords(isOpen ? low : value, unit)}`;
  if (verdict === 'exceeded') return `The ${title} is ${measured}; ${limit} is allowed`;
  if (verdict === 'pass') return `The ${title} is ${measured}, within ${limit}`;
  const rest = isOpen ? 'the log does not hold the whole of it' : `it may be anything from ${amountWords(low, unit)} to ${amountWords(high, unit)}`;
  return `The ${title} is ${measured}, and ${rest}; ${limit} is allowed`;
};
