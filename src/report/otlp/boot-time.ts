import type { BootReport } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { instant } from '../drawing/axis.js';

/** From when to when a boot's own span lasts, in seconds since the epoch. */
export type BootTime = {
  readonly start: Seconds;
  readonly end: Seconds;
  /** false: it never got ready, or when is not known, and the end is the last moment that anything is known of. */
  readonly isReadyAtEnd: boolean;
};

const momentsOf = (phases: BootReport['phases']): Seconds[] =>
  phases.flatMap(({ spans }) => spans.flatMap(({ start, end }) => [start, end].flatMap((iso) => instant(iso) ?? [])));

/** The time of a boot: its beginning to ready. null where the log has no dated clock, since a made-up time would be believed. */
export const bootTime = (boot: BootReport): BootTime | null => {
  const beginning = instant(boot.startedAt);
  const earliest = momentsOf(boot.phases).reduce((least, moment) => Math.min(least, moment), Number.POSITIVE_INFINITY);
  const start = beginning ?? (Number.isFinite(earliest) ? earliest : null);
  if (start === null) return null;
  if (beginning !== null && boot.timeToReadySeconds !== null) return { start, end: start + boot.timeToReadySeconds, isReadyAtEnd: true };
  const moments = momentsOf(boot.phases.filter(({ scope }) => scope === 'startup'));
  const gaps = boot.gaps.flatMap(({ scope, startSeconds, seconds }) => (scope === 'startup' && startSeconds != null ? [startSeconds + seconds] : []));
  const sinceBeginning = beginning === null ? [] : [...gaps, boot.milestones.listening?.seconds ?? 0].map((seconds) => beginning + seconds);
  return { start, end: [...moments, ...sinceBeginning].reduce((latest, moment) => Math.max(latest, moment), start), isReadyAtEnd: false };
};

/** Nanoseconds since the epoch, as the decimal text that OTLP's JSON has; exact to microseconds, which is all that a double holds of today. */
export const nanoseconds = (instantSeconds: Seconds): string => `${BigInt(Math.round(instantSeconds * 1e6)) * 1000n}`;
