import type { BootReport } from '../../model/report.js';
import type { Buckets } from './buckets.js';
import { type Covered, cover } from './cover.js';
import { type FromBoots, fromBoots } from './from-boots.js';
import type { Observed } from './observed.js';

/** A plan before it is written: what is known, and why each part is there. */
export type Draft = {
  readonly found: FromBoots;
  readonly covered: Covered;
  readonly device: 'cuda' | 'cpu' | null;
  readonly headroom: number;
  readonly asked: number;
};

export type DraftOptions = {
  readonly share: number;
  readonly buckets: Buckets;
  readonly headroom: number;
  /** What the user says; null where the log decides. */
  readonly device: 'cuda' | 'cpu' | null;
};

/** Drafts a plan from boots and counted traffic; a request of the log counts as one. */
export const draftPlan = (boots: readonly BootReport[], traffic: readonly Observed[], options: DraftOptions): Draft => {
  const found = fromBoots(boots);
  const boundBytes = found.limitBytes === null ? null : found.limitBytes * (1 - options.headroom);
  return {
    found,
    covered: cover([...found.requests, ...traffic], { share: options.share, buckets: options.buckets, boundBytes }),
    device: options.device ?? (boots.length === 0 ? null : found.usesDevice ? 'cuda' : 'cpu'),
    headroom: options.headroom,
    asked: options.share,
  };
};
