import { join } from 'node:path';
import type { BootReport, Saving } from '../../src/model/report.js';
import { median } from '../../src/statistics/quantile.js';
import { attempt, type Outcome } from './attempt.js';
import type { Bench } from './run.js';
import type { InjectedCause, Mend, Scenario } from './scenario.js';
import { latencySeconds } from './service/load.js';

/** What a fix was said to save and what it saved: medians of several starts with the fault and several with it mended, in seconds. */
export type Promised = {
  readonly scenario: string;
  readonly cause: string;
  readonly fix: string;
  readonly causeSeconds: number;
  readonly low: number;
  readonly high: number;
  readonly trueSaving: number;
  readonly isInside: boolean;
  readonly isNarrow: boolean;
};

/** A fix that could not be checked, and why. */
export type Unchecked = { readonly scenario: string; readonly cause: string; readonly fix: string; readonly why: string };

const repeats = 3;
const narrow = { share: 0.3, seconds: 1 };

/** Runs a scenario with its fault and with each of its mends by turns. */
export async function verify(scenario: Scenario, folder: string, command: string, bench: Bench): Promise<(Promised | Unchecked)[]> {
  const results: (Promised | Unchecked)[] = [];
  for (const cause of scenario.causes) {
    for (const mend of cause.mends ?? []) results.push(await verifyOne(scenario, cause, mend, join(folder, `${cause.id}-${mend.fix}`), command, bench));
  }
  return results;
}

async function verifyOne(scenario: Scenario, cause: InjectedCause, mend: Mend, folder: string, command: string, bench: Bench): Promise<Promised | Unchecked> {
  const told = { scenario: scenario.id, cause: cause.id, fix: mend.fix };
  const faulty: Outcome[] = [];
  const mended: Outcome[] = [];
  const other: Scenario = {
    ...scenario,
    settings: { ...scenario.settings, ...mend.settings },
    ...(mend.surroundings === undefined ? {} : { surroundings: mend.surroundings }),
  };
  for (let run = 0; run < repeats; run += 1) {
    faulty.push(await attempt(scenario, join(folder, `fault-${run}`), command, bench));
    mended.push(await attempt(other, join(folder, `mended-${run}`), command, bench));
  }
  const errored = [...faulty, ...mended].find(({ kind }) => kind !== 'judged');
  if (errored !== undefined) return { ...told, why: 'why' in errored ? errored.why : 'it was not judged' };
  const said = faulty.flatMap((outcome) => savingsOf(outcome, cause.id, mend.fix));
  if (said.length < repeats) return { ...told, why: 'no seconds were promised' };
  const causeSeconds = median(said.map(({ seconds }) => seconds));
  const low = median(said.map(({ saves }) => saves.lowSeconds));
  const high = median(said.map(({ saves }) => saves.highSeconds));
  const trueSaving = median(faulty.map((outcome) => figureOf(outcome, cause))) - median(mended.map((outcome) => figureOf(outcome, cause)));
  return {
    ...told,
    causeSeconds,
    low,
    high,
    trueSaving,
    isInside: trueSaving >= low && trueSaving <= high,
    isNarrow: high - low <= Math.max(narrow.share * causeSeconds, narrow.seconds),
  };
}

function savingsOf(outcome: Outcome, cause: string, fix: string): { readonly seconds: number; readonly saves: Saving }[] {
  if (outcome.kind !== 'judged') return [];
  const found = outcome.boots.flatMap((boot: BootReport) => boot.causes.filter(({ id }) => id === cause))[0];
  const saves = found?.fixes.find(({ id }) => id === fix)?.saves ?? null;
  return saves === null || found === undefined ? [] : [{ seconds: found.seconds ?? saves.highSeconds, saves }];
}

/** What a user would measure: the time to ready, or the slowest of the requests. */
function figureOf(outcome: Outcome, { scope }: InjectedCause): number {
  if (outcome.kind !== 'judged') return Number.NaN;
  if (scope === 'startup') return outcome.truths[0]?.readySeconds ?? Number.NaN;
  const answered = outcome.starts.flatMap(({ sent }) => sent.filter(({ status }) => status === 200));
  return Math.max(...answered.map(latencySeconds));
}
