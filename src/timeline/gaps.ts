import type { Gap } from '../model/boot.js';
import type { Scope } from '../model/phase.js';
import type { Instant, Seconds } from '../model/units.js';
import type { RawBoot } from './collect.js';
import { evidenceOf } from './entry.js';
import type { Account } from './phases.js';
import { type Interval, sweep } from './sweep.js';

/** A gap is listed from this length on; the sum of all unexplained time is given whatever their lengths. */
const listedGapSeconds: Seconds = 0.5;

/**
 * Silences in the unexplained time, longest first: each is cut to the part that no span explains. Where the silences of several
 * processes or sources lie over each other, a moment belongs to the shortest: the records around that one say most about it.
 */
export function gapsOf(raw: RawBoot, account: Account, scope: Scope): Gap[] {
  if (account.gaps.length === 0) return [];
  const found = new Map<number, { seconds: Seconds; start: Instant; end: Instant }>();
  for (const { owner, ...piece } of sweep(windowOf(account.gaps), raw.silences)) {
    if (owner === null) continue;
    for (const part of account.gaps) {
      const [start, end] = [Math.max(piece.start, part.start), Math.min(piece.end, part.end)];
      if (end <= start) continue;
      const known = found.get(owner);
      found.set(owner, { seconds: (known?.seconds ?? 0) + end - start, start: known?.start ?? start, end });
    }
  }
  const gaps = [...found].flatMap(([index, gap]): Gap[] => {
    const silence = raw.silences[index];
    if (silence === undefined || gap.seconds < listedGapSeconds) return [];
    return [{ scope, ...gap, errorSeconds: silence.errorSeconds, after: evidenceOf(silence.after), before: evidenceOf(silence.before) }];
  });
  return gaps.sort((a, b) => b.seconds - a.seconds || a.start - b.start).slice(0, 50);
}

const windowOf = (parts: readonly Interval[]): Interval => ({
  start: parts.reduce((first, part) => Math.min(first, part.start), Number.POSITIVE_INFINITY),
  end: parts.reduce((last, part) => Math.max(last, part.end), Number.NEGATIVE_INFINITY),
});
