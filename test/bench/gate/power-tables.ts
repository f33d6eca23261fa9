import { randomSource } from '../../../src/statistics/random.js';
import { alarmShare, alpha, type Situation } from './gate-trials.js';
import { fourReplicas, regularTenth, startKinds } from './start-kinds.js';
import { type Compared, compareStatistics } from './statistics-compared.js';

/** Simulated gates behind each figure: false alarms take all budgets of each, a change mostly the first one. */
export const trials = { falseAlarms: 2000, power: 4000 };

const comparedTrials = 300;

/** Changes for the worse that are asked for, as shares. */
export const changes: readonly number[] = [0.1, 0.2, 0.5];

/** A situation without its change: a row of a table. */
export type RowOf = Omit<Situation, 'slower'>;

/** Shares of gates that raise an alarm, null where the rollouts are too few to tell. */
export type PowerRow = RowOf & { readonly falseAlarms: number | null; readonly power: readonly (number | null)[] };

export type ComparedRow = Compared & { readonly kind: string };

export type PowerTables = {
  readonly seed: number;
  readonly dozen: readonly PowerRow[];
  readonly single: readonly PowerRow[];
  readonly dozenLong: readonly PowerRow[];
  readonly singleLong: readonly PowerRow[];
  readonly compared: readonly ComparedRow[];
  /** False alarms of twelve budgets with five rollouts of four replicas a side, were each replica taken for a run. */
  readonly replicasAsRuns: number | null;
};

/** All figures of the page, the same for the same seed. */
export function powerTables(seed: number): PowerTables {
  const rows = (of: readonly RowOf[]) => of.map((row, stream) => powerRow(row, seed, stream));
  return {
    seed,
    dozen: rows(equalSides(12)),
    single: rows(equalSides(1)),
    dozenLong: rows(longBaselines(12)),
    singleLong: rows(longBaselines(1)),
    compared: comparedRows(seed),
    replicasAsRuns: alarmShare(
      { kind: fourReplicas, before: 5, after: 5, budgets: 12, slower: 0, runsOf: (rollouts) => rollouts.flat() },
      trials.falseAlarms,
      randomSource(seed),
    ),
  };
}

/** The same number of rollouts on both sides, for each kind of start. */
export function equalSides(budgets: number): RowOf[] {
  return startKinds.flatMap((kind) => [1, 3, 5, 10, 30].map((runs) => ({ kind, before: runs, after: runs, budgets })));
}

/** A few new rollouts against a longer baseline. */
function longBaselines(budgets: number): RowOf[] {
  return [1, 2, 3, 5].flatMap((after) => [10, 20, 30, 60].map((before) => ({ kind: regularTenth, before, after, budgets })));
}

/** One row, the same for the same seed and stream: rows of a table use streams of their own. */
export function powerRow(row: RowOf, seed: number, stream: number): PowerRow {
  const share = (slower: number, gates: number) => alarmShare({ ...row, slower }, gates, randomSource(seed, stream));
  return { ...row, falseAlarms: share(0, trials.falseAlarms), power: changes.map((slower) => share(slower, trials.power)) };
}

/** Means, medians and ranks at 10 runs a side, a fifth slower, and the level of a dozen budgets. */
function comparedRows(seed: number): ComparedRow[] {
  return startKinds.map((kind, stream) => ({
    kind: kind.name,
    ...compareStatistics({ kind, runs: 10, slower: 0.2, level: alpha / 12 }, comparedTrials, randomSource(seed, stream)),
  }));
}
