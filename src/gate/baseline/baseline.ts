import type { Fingerprint } from '../fingerprint.js';

/** The figures of one boot by the id of their measure, in base units. Phases that it did not have are left out. */
export type Figures = { readonly [measure: string]: number };

/** The figure of a boot; null where its log does not give it. A phase that is left out took no time where the whole is known. */
export const figureIn = (figures: Figures, measure: string): number | null => {
  const figure = Object.hasOwn(figures, measure) ? figures[measure] : undefined;
  if (figure !== undefined) return figure;
  const whole = measure.startsWith('phases.') ? 'timeToReady' : measure.startsWith('requestPhases.') ? 'firstRequest' : null;
  return whole !== null && Object.hasOwn(figures, whole) ? 0 : null;
};

/** One earlier rollout: boots with one fingerprint, that started together. */
export type BaselineRun = {
  /** Made from what it holds, so that the same run is recorded once. */
  readonly id: string;
  /** ISO moment of its recording. */
  readonly recorded: string;
  readonly fingerprint: Fingerprint;
  readonly boots: readonly Figures[];
};

/** The figures of earlier runs, to compare with: sorted by moment, then id. */
export type Baseline = { readonly schemaVersion: 1; readonly runs: readonly BaselineRun[] };

export const emptyBaseline: Baseline = { schemaVersion: 1, runs: [] };
