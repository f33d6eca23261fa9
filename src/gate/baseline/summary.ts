import type { BudgetUnit } from '../../model/gate.js';
import { grouped } from '../../statistics/grouped.js';
import { median } from '../../statistics/quantile.js';
import { type Fingerprint, keyOf } from '../fingerprint.js';
import { measures } from '../measures.js';
import { type Baseline, type BaselineRun, figureIn } from './baseline.js';

/** A figure over the runs of one kind, in base units; a run of several boots counts by its median. */
export type FigureSummary = {
  readonly id: string;
  readonly title: string;
  readonly unit: BudgetUnit;
  /** Runs that give it. */
  readonly count: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
};

export type KindSummary = {
  readonly fingerprint: Fingerprint;
  readonly runs: number;
  /** ISO moments of the first and the last recording. */
  readonly first: string;
  readonly last: string;
  readonly figures: readonly FigureSummary[];
};

/** What a baseline holds, by kind of start in the order of their first runs. */
export const summaryOf = ({ runs }: Baseline): KindSummary[] => {
  const kinds = grouped(runs, (run) => keyOf(run.fingerprint, []));
  return [...kinds.values()].map((alike) => ({
    fingerprint: alike[0]?.fingerprint ?? {},
    runs: alike.length,
    first: alike[0]?.recorded ?? '',
    last: alike.at(-1)?.recorded ?? '',
    figures: figuresOver(alike),
  }));
};

const figuresOver = (runs: readonly BaselineRun[]): FigureSummary[] =>
  [...measures.values()].flatMap(({ id, title, unit }) => {
    const values = runs.flatMap(({ boots }) => {
      const figures = boots.flatMap((boot) => figureIn(boot, id) ?? []);
      return figures.length === 0 ? [] : [median(figures)];
    });
    if (!values.some((value) => value > 0)) return [];
    return [{ id, title, unit, count: values.length, median: median(values), low: Math.min(...values), high: Math.max(...values) }];
  });
