import { counted } from '../../diagnose/words.js';
import type { BudgetResult } from '../../model/gate.js';
import type { BootReport } from '../../model/report.js';
import { type Change, changeBetween, type Rollout } from '../../statistics/change.js';
import { familyAlpha } from '../../statistics/family.js';
import { grouped } from '../../statistics/grouped.js';
import { holm } from '../../statistics/holm.js';
import { median } from '../../statistics/quantile.js';
import { smallestP } from '../../statistics/smallest-p.js';
import { type Baseline, type Figures, figureIn } from '../baseline/baseline.js';
import { figuresOf } from '../baseline/record.js';
import { differencesOf, type Fingerprint, fingerprintOf, keyOf } from '../fingerprint.js';
import type { Measure } from '../measures.js';
import type { RegressionClause } from '../policy/policy.js';
import { amountWords } from '../words.js';

/** A measure that may not get worse, with the boots it is asked of. */
export type Watched = {
  readonly measure: Measure;
  readonly clause: RegressionClause & { readonly allowed: NonNullable<RegressionClause['allowed']> };
  readonly boots: readonly BootReport[];
};

export type Comparison = {
  readonly baseline: Baseline;
  /** The chance of a false alarm allowed for all watched measures together. */
  readonly significance: number;
  readonly across: readonly string[];
  /** Whether each boot is a run of its own (repeated starts); otherwise boots are replicas of one rollout. */
  readonly isEachARun: boolean;
};

/** Boots of one fingerprint, and what the baseline has of it. */
type Case = {
  readonly watched: Watched;
  readonly boots: readonly BootReport[];
  readonly before: readonly Rollout[];
  readonly after: readonly Rollout[];
  readonly differences: readonly string[];
};

/**
 * Judges whether figures got worse than the baseline's: by more than the absolute and the relative floor, and beyond what chance explains,
 * corrected for the number of figures (Holm, over those that have runs enough). A shift within the floors passes without a test.
 */
export const judgeRegressions = (watched: readonly Watched[], comparison: Comparison): BudgetResult[] => {
  // Each boot is watched by several measures; its figures are all of them.
  const figures = new Map([...new Set(watched.flatMap(({ boots }) => boots))].map((boot) => [boot, figuresOf(boot)] as const));
  const cases = watched.flatMap((one) => casesOf(one, comparison, figures));
  const alpha = familyAlpha(
    cases.filter(isComparable).map((one) => smallestP(one.before.length, one.after.length)),
    comparison.significance,
  );
  const changes = cases.map((one) => (isComparable(one) ? changeBetween(one.before, one.after, { alpha }) : null));
  const tested = changes.flatMap((change, index) => (change?.kind === 'tested' ? [{ index, p: change.p }] : []));
  const adjusted = holm(tested.map(({ p }) => p));
  const pOf = new Map(tested.map(({ index }, rank) => [index, adjusted[rank] ?? 1]));
  return cases.map((one, index) => resultOf(one, changes[index] ?? null, pOf.get(index) ?? null, comparison));
};

const isComparable = ({ before, after }: Case): boolean => before.length > 0 && after.length > 0;

const casesOf = (watched: Watched, { baseline, across, isEachARun }: Comparison, figures: ReadonlyMap<BootReport, Figures>): Case[] => {
  const groups = grouped(watched.boots, (boot) => keyOf(fingerprintOf(boot), across));
  const { id } = watched.measure;
  return [...groups].map(([key, boots]) => {
    const alike = baseline.runs.filter((run) => keyOf(run.fingerprint, across) === key);
    const values = boots.flatMap((boot) => figureIn(figures.get(boot) ?? {}, id) ?? []);
    const [first] = boots;
    return {
      watched,
      boots,
      before: alike.map((run) => run.boots.flatMap((own) => figureIn(own, id) ?? [])).filter((rollout) => rollout.length > 0),
      after: isEachARun ? values.map((value) => [value]) : values.length === 0 ? [] : [values],
      differences: alike.length > 0 || first === undefined ? [] : nearestDifferences(baseline, fingerprintOf(first), across),
    };
  });
};

/** In what the nearest of the baseline's runs differs. */
const nearestDifferences = (baseline: Baseline, fingerprint: Fingerprint, across: readonly string[]): readonly string[] =>
  baseline.runs
    .map((run) => differencesOf(run.fingerprint, fingerprint, across))
    .reduce<readonly string[]>((least, differences) => (least.length === 0 || differences.length < least.length ? differences : least), []);

const resultOf = ({ watched, boots, before, differences }: Case, change: Change | null, p: number | null, comparison: Comparison): BudgetResult => {
  const { measure, clause } = watched;
  const { title, unit } = measure;
  const base = {
    id: `regression.${measure.id}`,
    title: `${title} against the baseline`,
    unit,
    boots: boots.map(({ id }) => id),
    evidence: boots.flatMap((boot) => evidenceOf(measure, boot)).slice(0, 4),
    place: clause.place,
  } as const;
  const nothing = { measured: null, range: null, limit: null, margin: null } as const;
  if (differences.length > 0) {
    const why = `The baseline holds no run like this one; the nearest differs in ${differences.join(', ')}.`;
    const howToLog = `Record such a start by coldcase baseline record, or compare across it: \`baseline: { across: [${traitsIn(differences).join(', ')}] }\`.`;
    return { ...base, ...nothing, verdict: 'not-comparable', why, howToLog };
  }
  if (change === null) return { ...base, ...nothing, verdict: 'unknown', ...missing(measure, boots, before.length, comparison.baseline.runs.length) };
  const estimate = change.kind === 'tested' ? change : change.estimate;
  const usual = median(before.map((rollout) => median(rollout)));
  const limit = Math.max(clause.allowed.floor, clause.allowed.share * usual);
  const shift = estimate?.shift ?? 0;
  const figures = {
    measured: shift,
    range: estimate === null ? null : { low: finite(estimate.low), high: finite(estimate.high) },
    limit,
    margin: limit - shift,
  };
  const moved = `The ${title} is ${amountWords(Math.abs(shift), unit)} ${shift < 0 ? 'less' : 'more'} than the usual ${amountWords(usual, unit)} of ${counted(before.length, 'run')}`;
  const allowed = `${amountWords(limit, unit)} more is allowed`;
  if (shift <= limit) return { ...base, ...figures, verdict: 'pass', why: `${moved}; ${allowed}.`, howToLog: null };
  if (change.kind === 'too-few') {
    const why = `${moved}, and too few runs to tell that from chance: ${change.needed} are the fewest for ${counted(Math.max(1, change.after), 'new run')}; ${allowed}.`;
    return { ...base, ...figures, verdict: 'unknown', why, howToLog: 'Record more starts by coldcase baseline record.' };
  }
  const isProven = p !== null && p <= comparison.significance;
  const chance = `chance alone would do so ${oftenWords(p ?? 1)}`;
  return { ...base, ...figures, verdict: isProven ? 'exceeded' : 'range-crosses', why: `${moved} (${chance}); ${allowed}.`, howToLog: null };
};

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const oftenWords = (p: number): string =>
  p < 0.001 ? 'less than once in 1000 times' : p >= 0.5 ? 'more often than not' : `once in ${Math.round(1 / p)} times`;

const traitsIn = (differences: readonly string[]): string[] => differences.map((difference) => difference.split(':', 1).join(''));

const evidenceOf = (measure: Measure, boot: BootReport): BudgetResult['evidence'] => {
  const reading = measure.of(boot);
  return reading.kind === 'unknown' ? [] : reading.evidence.slice(0, 1);
};

const missing = (measure: Measure, boots: readonly BootReport[], before: number, runs: number): { readonly why: string; readonly howToLog: string | null } => {
  if (runs === 0) return { why: 'The baseline holds no run yet.', howToLog: 'Record a good start by coldcase baseline record.' };
  const readings = boots.map((boot) => measure.of(boot));
  const mute = readings.find((reading) => reading.kind === 'unknown');
  if (mute !== undefined) return { why: `The ${measure.title} cannot be told: ${mute.missing}.`, howToLog: mute.howToLog };
  const never = readings.find((reading) => reading.kind === 'never');
  if (never !== undefined) return { why: `The ${measure.title} has no end: ${never.why}.`, howToLog: null };
  if (before === 0) return { why: `The baseline's runs do not give the ${measure.title}.`, howToLog: 'Record starts whose log gives it.' };
  return { why: `The log does not hold the whole of the ${measure.title}.`, howToLog: null };
};
