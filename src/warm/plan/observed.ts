import type { Shape } from '../../model/boot.js';
import type { Bytes, Seconds } from '../../model/units.js';

/** Requests of one shape: one line of a trace, or one request of a log. */
export type Observed = {
  readonly shape: Shape;
  readonly count: number;
  readonly seconds: Seconds | null;
  readonly peakBytes: Bytes | null;
  /** Whether it is the first of its shape after a start, so that its time holds what a cold request pays. */
  readonly isFirst: boolean;
  /** Whether it is planned however rare it is. */
  readonly isAsked?: boolean;
};
