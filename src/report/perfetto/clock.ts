import type { BootReport } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { instant } from '../drawing/axis.js';

/** Where a boot's trace has its zero, and how long what has no clock there must wait for its turn. */
export type TraceClock = {
  /** Seconds since the epoch of the zero; null where the log has no dated clock. */
  readonly zero: Seconds | null;
  /** The boot's beginning since that zero; null where only its spans are dated. */
  readonly beginning: Seconds | null;
  /** Where what is laid out in the order of the log goes on with the requests. */
  readonly requests: Seconds;
};

/** The clock of a boot's trace: its beginning, or what a stated duration reaches back to before it. */
export const traceClock = (boot: BootReport): TraceClock => {
  const started = instant(boot.startedAt);
  const starts = boot.phases.flatMap(({ spans }) => spans.flatMap((span) => (span.end === null ? [] : (instant(span.start) ?? []))));
  const zero = starts.reduce<number | null>((least, start) => (least === null ? start : Math.min(least, start)), started);
  const startup = boot.phases.filter(({ scope }) => scope === 'startup').reduce((sum, { seconds }) => sum + seconds, 0);
  return { zero, beginning: zero === null || started === null ? null : started - zero, requests: Math.max(startup, boot.timeToReadySeconds ?? 0) };
};
