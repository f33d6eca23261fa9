import type { Gap } from '../model/boot.js';
import type { Scope } from '../model/phase.js';
import type { Seconds } from '../model/units.js';
import type { RawBoot } from './collect.js';
import { evidenceOf } from './entry.js';
import type { Account } from './phases.js';
import { overlapSeconds } from './sweep.js';

/** A gap is listed from this length on; the sum of all unexplained time is given whatever their lengths. */
const listedGapSeconds: Seconds = 0.5;

/** Silences in the unexplained time, longest first: each is cut to the part that no span explains. */
export function gapsOf(raw: RawBoot, account: Account, scope: Scope): Gap[] {
  const gaps: Gap[] = [];
  for (const silence of raw.silences) {
    const seconds = overlapSeconds(silence, account.gaps);
    if (seconds < listedGapSeconds) continue;
    gaps.push({
      scope,
      seconds,
      errorSeconds: silence.errorSeconds,
      start: silence.start,
      end: silence.end,
      after: evidenceOf(silence.after),
      before: evidenceOf(silence.before),
    });
  }
  return gaps.sort((a, b) => b.seconds - a.seconds || a.start - b.start).slice(0, 50);
}
