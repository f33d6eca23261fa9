import type { Gap } from '../model/boot.js';
import type { Scope } from '../model/phase.js';
import type { Instant, Seconds } from '../model/units.js';
import { evidenceOf } from './entry.js';
import type { RawBoot } from './raw-boot.js';
import { type Interval, overlapOf, sweep } from './sweep.js';

/** A gap is listed from this length on, or from this share of the start; the sum of all unexplained time is given whatever their lengths. */
const listedGapSeconds: Seconds = 0.5;
const listedShare = 0.1;
/** From here on each is listed, however many there are; of shorter ones the longest. */
const longGapSeconds: Seconds = 5;
const mostShortGaps = 50;

/** Pieces of the clock that nothing explains, and the length of the stretch that they lie in; null where its end is not known. */
export type Unexplained = { readonly pieces: readonly Interval[]; readonly seconds: Seconds | null };

/**
 * Silences in the unexplained time, longest first: each is cut to the part that no span explains. Where the silences of several
 * processes or sources lie over each other, a moment belongs to the shortest: the records around that one say most about it.
 */
export function gapsOf(raw: RawBoot, { pieces, seconds: whole }: Unexplained, scope: Scope): Gap[] {
  if (pieces.length === 0) return [];
  const silences = raw.waiting === null ? raw.silences : [...raw.silences, raw.waiting];
  const found = new Map<number, { seconds: Seconds; start: Instant; end: Instant }>();
  const parts = [...pieces].sort((a, b) => a.start - b.start || a.end - b.end);
  let first = 0;
  for (const { owner, ...piece } of sweep(windowOf(pieces), silences)) {
    // Both are in order, so that what ends before this piece is behind for good.
    while (first < parts.length && (parts[first] as Interval).end <= piece.start) first += 1;
    if (owner === null) continue;
    for (let at = first; at < parts.length && (parts[at] as Interval).start < piece.end; at += 1) {
      const shared = overlapOf(piece, parts[at] as Interval);
      if (shared === null) continue;
      const { start, end } = shared;
      const known = found.get(owner);
      found.set(owner, { seconds: (known?.seconds ?? 0) + end - start, start: known?.start ?? start, end });
    }
  }
  const isLong = (gap: { readonly seconds: Seconds }): boolean => gap.seconds >= longGapSeconds || (whole !== null && gap.seconds >= whole * listedShare);
  const gaps = [...found].flatMap(([index, gap]): Gap[] => {
    const silence = silences[index];
    if (silence === undefined || (gap.seconds < listedGapSeconds && !isLong(gap))) return [];
    return [{ scope, ...gap, errorSeconds: silence.errorSeconds, after: evidenceOf(silence.after), before: evidenceOf(silence.before) }];
  });
  // A start without an end runs on into a server's idling, where the longest are enough.
  return gaps.sort((a, b) => b.seconds - a.seconds || a.start - b.start).filter((gap, index) => index < mostShortGaps || (whole !== null && isLong(gap)));
}

/** The stretch after the last span of a start that has no end in the log, until `until`. */
export function unfinishedStretch(spans: readonly { readonly covers: Interval | null }[], from: Instant, until: Instant): Interval[] {
  const start = spans.reduce((latest, { covers }) => Math.max(latest, covers?.end ?? latest), from);
  return until > start ? [{ start, end: until }] : [];
}

const windowOf = (parts: readonly Interval[]): Interval => ({
  start: parts.reduce((first, part) => Math.min(first, part.start), Number.POSITIVE_INFINITY),
  end: parts.reduce((last, part) => Math.max(last, part.end), Number.NEGATIVE_INFINITY),
});
