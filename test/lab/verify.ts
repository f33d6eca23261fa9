import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BootReport, Saving } from '../../src/model/report.js';
import { median } from '../../src/statistics/quantile.js';
import { attempt, type Outcome } from './attempt.js';
import { type Bench, runScenario } from './run.js';
import type { InjectedCause, Mend, Scenario } from './scenario.js';
import type { TraceSpan } from './truth/trace.js';
import type { Observed } from './truth/truth.js';
import { varied } from './vary.js';

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

/** Runs a scenario with its fault and with each of its mends by turns, so that what else the machine does meets all of them alike. */
export async function verify(scenario: Scenario, folder: string, command: string, bench: Bench): Promise<(Promised | Unchecked)[]> {
  const mends = scenario.causes.flatMap((cause) => (cause.mends ?? []).map((mend): Tried => ({ cause, mend, runs: [] })));
  if (mends.length === 0) return [];
  const faulty: Outcome[] = [];
  for (let run = 0; run < repeats; run += 1) {
    faulty.push(await attempt(scenario, join(folder, `fault-${run}`), command, bench));
    for (const { cause, mend, runs } of mends) runs.push(await observed(mended(scenario, mend), join(folder, `${cause.id}-${mend.fix}-${run}`), bench));
  }
  return mends.map((tried) => promisedOf(scenario, tried, faulty));
}

/** A mend, and what its starts looked like; null for one that could not be arranged. */
type Tried = { readonly cause: InjectedCause; readonly mend: Mend; readonly runs: (Observed | null)[] };

function mended(scenario: Scenario, { settings, surroundings }: Mend): Scenario {
  return { ...scenario, settings: { ...scenario.settings, ...settings }, ...(surroundings === undefined ? {} : { surroundings }) };
}

async function observed(plain: Scenario, folder: string, bench: Bench): Promise<Observed | null> {
  const scenario = varied(plain, bench.seed);
  try {
    await mkdir(folder, { recursive: true });
    return (await runScenario(scenario, folder, bench)).starts[0] ?? null;
  } catch {
    return null;
  }
}

function promisedOf({ id }: Scenario, { cause, mend, runs }: Tried, faulty: readonly Outcome[]): Promised | Unchecked {
  const told = { scenario: id, cause: cause.id, fix: mend.fix };
  const errored = faulty.find((outcome) => outcome.kind !== 'judged');
  if (errored !== undefined) return { ...told, why: 'why' in errored ? errored.why : 'it was not judged' };
  const said = faulty.flatMap((outcome) => savingsOf(outcome, cause.id, mend.fix));
  if (said.length < repeats) return { ...told, why: 'no seconds were promised' };
  const before = faulty.flatMap((outcome) => (outcome.kind === 'judged' ? outcome.starts.slice(0, 1) : []));
  const waiting = before.map((start) => requestOf(start, cause));
  const causeSeconds = median(said.map(({ seconds }) => seconds));
  const low = median(said.map(({ saves }) => saves.lowSeconds));
  const high = median(said.map(({ saves }) => saves.highSeconds));
  const withFault = before.map((start, run) => figureOf(start, cause, waiting[run] ?? null));
  const without = runs.map((start, run) => (start === null ? Number.NaN : figureOf(start, cause, waiting[run] ?? null)));
  const trueSaving = median(withFault) - median(without);
  if (Number.isNaN(trueSaving)) return { ...told, why: 'a start without the fault was not seen' };
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

/** The number of the request that waited longest for the cause; null where none did, or where it is no matter of requests. */
function requestOf({ spans }: Observed, { scope, spans: names = [] }: InjectedCause): number | null {
  if (scope === 'startup') return null;
  const lengthOf = ({ begin, end }: TraceSpan): number => (end ?? begin) - begin;
  const waited = spans.filter(({ span, request, end }) => names.includes(span) && request !== null && end !== null);
  return waited.sort((a, b) => lengthOf(b) - lengthOf(a))[0]?.request ?? null;
}

/** What a user would measure of a start: the time to ready, or how long the request took that waits for the fault where there is one. */
function figureOf({ spans, spawnedAt }: Observed, { scope }: InjectedCause, number: number | null): number {
  if (scope === 'startup') {
    const ready = spans.find(({ span }) => span === 'ready');
    return ready === undefined ? Number.NaN : ready.begin - spawnedAt;
  }
  const request = spans.find(({ span, request: own }) => span === 'request' && own === number);
  return request?.end == null ? Number.NaN : request.end - request.begin;
}
