import type { BootReport } from '../../model/report.js';
import type { Bytes } from '../../model/units.js';
import type { Buckets } from './buckets.js';
import { type Covered, cover } from './cover.js';
import { type FromBoots, fromBoots } from './from-boots.js';
import type { FromModel } from './from-model.js';
import type { Observed } from './observed.js';

/** A plan before it is written: what is known, and why each part is there. */
export type Draft = {
  readonly found: FromBoots;
  readonly covered: Covered;
  readonly device: 'cuda' | 'cpu' | null;
  readonly headroom: number;
  readonly asked: number;
  /** Null where no model was given. */
  readonly model: FromModel | null;
};

export type DraftOptions = {
  readonly share: number;
  readonly buckets: Buckets;
  readonly headroom: number;
  /** What the user says; null where the log decides. */
  readonly device: 'cuda' | 'cpu' | null;
  readonly model: FromModel | null;
  /** Shapes that are planned however rare they are. */
  readonly asked: readonly Observed[];
  /** The memory that there is, where the user says so. */
  readonly limitBytes: Bytes | null;
  /** What earlier warmups measured. */
  readonly measured: readonly Observed[];
};

/** Drafts a plan from boots and counted traffic; a request of the log counts as one. */
export const draftPlan = (boots: readonly BootReport[], traffic: readonly Observed[], options: DraftOptions): Draft => {
  const ofBoots = fromBoots(boots);
  const found = { ...ofBoots, limitBytes: options.limitBytes ?? ofBoots.limitBytes };
  const boundBytes = found.limitBytes === null ? null : found.limitBytes * (1 - options.headroom);
  const { share, buckets, measured, model, asked } = options;
  const seen = [...found.requests, ...traffic, ...asked];
  // What a model could be asked for is planned only where nothing tells what it is asked for.
  const observed = seen.length === 0 ? (model?.shapes ?? []) : seen;
  return {
    found,
    covered: cover(observed, { share, buckets, boundBytes, measured, ...(model === null ? {} : { isTaken: model.isTaken }) }),
    model: model === null || seen.length === 0 ? model : { ...model, assumed: {} },
    device: options.device ?? (boots.length === 0 ? null : found.usesDevice ? 'cuda' : 'cpu'),
    headroom: options.headroom,
    asked: options.share,
  };
};
