import type { BootReport } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { median } from '../../statistics/quantile.js';
import type { ColdWork, ServedShape } from './scenario.js';

/** What boots show that a forecast needs; empty where they show nothing. */
export type Measured = {
  readonly startSeconds: readonly Seconds[];
  readonly cold: readonly ColdWork[];
  readonly shapes: readonly ServedShape[];
  /** How many boots each part is from. */
  readonly boots: { readonly start: number; readonly cold: number; readonly shapes: number };
};

export const nothingMeasured: Measured = { startSeconds: [], cold: [], shapes: [], boots: { start: 0, cold: 0, shapes: 0 } };

/** Causes that are work which a replica does once, whatever the shape; what others cost is in these, or is no work. */
const onceCauses = ['device-init-in-request', 'model-load-in-request', 'tokenizer-in-request', 'compile-in-request', 'autotune-cold', 'allocation-in-request'];

/** How long starts took, what their first requests paid, and how long later ones took. Boots that failed or tell nothing are left out. */
export const measuredIn = (boots: readonly BootReport[]): Measured => {
  const usable = boots.filter(({ verdict }) => verdict !== 'failed' && verdict !== 'unknown');
  const startSeconds = usable.flatMap(({ timeToReadySeconds }) => (timeToReadySeconds === null ? [] : [timeToReadySeconds]));
  const cold = onceCauses.flatMap((id): ColdWork[] => {
    const costs = usable.map(({ causes }) => causes.find((cause) => cause.id === id && cause.scope === 'request')?.seconds ?? 0);
    // A cause that less than half of the boots show has a median of nothing; it stays in by its mean.
    const seconds = costs.length === 0 ? 0 : costs.reduce((sum, one) => sum + one, 0) / costs.length;
    return seconds > 0 ? [{ cause: id, seconds }] : [];
  });
  const steady = usable.flatMap((boot) => steadyOf(boot) ?? []);
  return {
    startSeconds,
    cold,
    shapes: steady.length === 0 ? [] : shapesIn(usable, median(steady)),
    boots: { start: startSeconds.length, cold: cold.length === 0 ? 0 : usable.length, shapes: steady.length },
  };
};

/** A request later on; where no single one is told, what the log says of many. */
const steadyOf = ({ steadySeconds, metrics }: BootReport): Seconds | null =>
  steadySeconds ?? metrics.find(({ period }) => period === 'steady')?.seconds ?? null;

/** What a shape is called: its sizes by dimension. */
export const shapeName = (shape: { readonly [dimension: string]: number | undefined }): string =>
  Object.entries(shape)
    .map(([dimension, size]) => `${dimension}=${size}`)
    .join(' ');

/** The shapes of first requests; traffic is taken to have them equally often. One shape where none is named. */
const shapesIn = (boots: readonly BootReport[], steadySeconds: Seconds): ServedShape[] => {
  const names = new Set(boots.flatMap(({ firstRequests }) => firstRequests.flatMap(({ shape }) => (shape === null ? [] : [shapeName(shape)]))));
  names.delete('');
  const unwarmed = boots.map(({ causes }) => causes.find(({ id }) => id === 'shape-not-warmed')?.seconds ?? 0);
  const firstSeconds = steadySeconds + unwarmed.reduce((sum, seconds) => sum + seconds, 0) / boots.length;
  const served = names.size === 0 ? ['all'] : [...names];
  return served.map((name) => ({ name, share: 1 / served.length, steadySeconds, firstSeconds }));
};
