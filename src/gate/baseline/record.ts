import { createHash } from 'node:crypto';
import { rounded } from '../../diagnose/rounded.js';
import type { BootReport } from '../../model/report.js';
import { grouped } from '../../statistics/grouped.js';
import { type Fingerprint, fingerprintOf, keyOf } from '../fingerprint.js';
import { measures } from '../measures.js';
import type { Baseline, BaselineRun, Figures } from './baseline.js';

/** What is known of a boot to both ends. */
export const figuresOf = (boot: BootReport): Figures =>
  rounded(
    Object.fromEntries(
      [...measures.values()].flatMap((measure) => {
        const reading = measure.of(boot);
        // A phase that a boot does not have is told from the whole: nothing would be learnt from its zeros.
        return reading.kind === 'known' && reading.high !== null && reading.value > 0 ? [[measure.id, reading.value]] : [];
      }),
    ),
  );

/** A boot that a later one can be held against: it came up, and the log gives figures of it. */
const isWorthKeeping = (boot: BootReport): boolean => boot.verdict !== 'failed' && boot.verdict !== 'unknown' && Object.keys(figuresOf(boot)).length > 0;

const idOf = (fingerprint: Fingerprint, boots: readonly Figures[], startedAt: readonly (string | null)[]): string =>
  createHash('sha256')
    .update(JSON.stringify([fingerprint, boots, startedAt]))
    .digest('hex')
    .slice(0, 16);

const runOf = (boots: readonly BootReport[], recorded: string): BaselineRun => {
  const [first] = boots;
  const fingerprint = first === undefined ? {} : fingerprintOf(first);
  const figures = boots.map(figuresOf);
  const id = idOf(
    fingerprint,
    figures,
    boots.map(({ startedAt }) => startedAt),
  );
  return { id, recorded, fingerprint, boots: figures };
};

export type Recorded = { readonly runs: readonly BaselineRun[]; readonly leftOut: readonly BootReport[] };

/**
 * The runs that boots make: one for each fingerprint, or (`isEachARun`) one for each boot. Boots that failed or say nothing are left out.
 * `now` is the moment of recording.
 */
export const runsOf = (boots: readonly BootReport[], isEachARun: boolean, now: Date): Recorded => {
  const kept = boots.filter(isWorthKeeping);
  const groups = isEachARun ? kept.map((boot) => [boot]) : [...grouped(kept, (boot) => keyOf(fingerprintOf(boot), [])).values()];
  const recorded = now.toISOString();
  return { runs: groups.map((group) => runOf(group, recorded)), leftOut: boots.filter((boot) => !isWorthKeeping(boot)) };
};

/** Both baselines' runs, each once, oldest first: the same whichever comes first. */
export const merged = (baselines: readonly Baseline[]): Baseline => {
  const byId = new Map<string, BaselineRun>();
  for (const run of baselines.flatMap(({ runs }) => runs)) {
    const known = byId.get(run.id);
    if (known === undefined || run.recorded < known.recorded) byId.set(run.id, run);
  }
  const runs = [...byId.values()].sort((left, right) => compare(left.recorded, right.recorded) || compare(left.id, right.id));
  return { schemaVersion: 1, runs };
};

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** The baseline with the newest `keep` runs of each fingerprint. */
export const newest = (baseline: Baseline, keep: number): Baseline => {
  const seen = new Map<string, number>();
  const kept = baseline.runs.toReversed().filter(({ fingerprint }) => {
    const key = keyOf(fingerprint, []);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count <= keep;
  });
  return { ...baseline, runs: kept.reverse() };
};
