import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BootReport, Saving } from '../../src/model/report.js';
import { median } from '../../src/statistics/quantile.js';
import { attempt, type Outcome } from './attempt.js';
import { type Bench, runScenario } from './run.js';
import type { InjectedCause, Load, Mend, Scenario } from './scenario.js';
import type { TraceSpan } from './truth/trace.js';
import type { Observed } from './truth/truth.js';
import { varied } from './vary.js';

/** What a fix was said to save and what it saved, in seconds. */
export type Promised = {
  readonly scenario: string;
  readonly cause: string;
  readonly fix: string;
  readonly causeSeconds: number;
  readonly low: number;
  readonly high: number;
  /** Median of what starts with the fault took longer than those after each of them without it. */
  readonly trueSaving: number;
  /** The least and the most of these: how well the saving itself is known. */
  readonly leastSaving: number;
  readonly mostSaving: number;
  readonly isInside: boolean;
  readonly isNarrow: boolean;
};

/** A fix that could not be checked, and why. */
export type Unchecked = { readonly scenario: string; readonly cause: string; readonly fix: string; readonly why: string };

const narrow = { share: 0.3, seconds: 1 };

/** Starts of PyTorch's service take several seconds each; the others can be had oftener. */
function repeatsOf({ service }: Scenario): number {
  return service === 'node' ? 5 : 3;
}

/**
 * Runs a scenario with its fault and with each of its mends by turns, so that what else the machine does meets all of them alike. A fix
 * of which the first diagnosis promises no seconds is not run.
 */
export async function verify(given: Scenario, folder: string, command: string, bench: Bench): Promise<(Promised | Unchecked)[]> {
  const wanted = given.causes.flatMap((cause) => (cause.mends ?? []).map((mend): Candidate => ({ cause, mend })));
  if (wanted.length === 0) return [];
  const scenario = { ...given, load: neededLoad(given, wanted) };
  const first = await attempt(scenario, join(folder, 'fault-0'), command, bench);
  const promised = wanted.filter((one) => savingOf(first, one) !== null);
  const faulty = [first];
  const fixed = new Map(promised.map(({ mend }) => [keyOf(mend), { mend, starts: [] as (Observed | null)[] }]));
  for (let run = 0; run < repeatsOf(scenario) && promised.length > 0; run += 1) {
    if (run > 0) faulty.push(await attempt(scenario, join(folder, `fault-${run}`), command, bench));
    for (const { mend, starts } of fixed.values()) starts.push(await observed(mended(scenario, mend), join(folder, `${mend.fix}-${run}`), bench));
  }
  return wanted.map((one) =>
    promised.includes(one) ? checked(scenario, one, faulty, fixed.get(keyOf(one.mend))?.starts ?? []) : { ...nameOf(scenario, one), why: whyNot(first) },
  );
}

/** A fix of a cause, and how it is done in the lab. */
type Candidate = { readonly cause: InjectedCause; readonly mend: Mend };

/** Two causes may have one mend: it is run once. */
function keyOf({ settings, surroundings }: Mend): string {
  return JSON.stringify([settings, surroundings]);
}

/** What is saved of the start shows without requests, but for a few: the service has to be seen serving. */
function neededLoad({ load }: Scenario, wanted: readonly Candidate[]): Load | null {
  if (load === null || load.from === 'listening' || wanted.some(({ cause }) => cause.scope !== 'startup')) return load;
  return { ...load, groups: load.groups.slice(0, 1).map((group) => ({ ...group, count: 2 })) };
}

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

function nameOf({ id }: Scenario, { cause, mend }: Candidate) {
  return { scenario: id, cause: cause.id, fix: mend.fix };
}

function whyNot(outcome: Outcome): string {
  return outcome.kind === 'judged' ? 'no seconds were promised' : outcome.why;
}

function checked(scenario: Scenario, one: Candidate, faulty: readonly Outcome[], fixed: readonly (Observed | null)[]): Promised | Unchecked {
  const told = nameOf(scenario, one);
  const said = faulty.flatMap((outcome) => savingOf(outcome, one) ?? []);
  const savings = faulty.flatMap((outcome, run) => {
    const [before, after] = [outcome.kind === 'judged' ? outcome.starts[0] : undefined, fixed[run]];
    if (before === undefined || after === undefined || after === null) return [];
    const request = requestOf(before, one.cause);
    return figureOf(before, one.cause, request) - figureOf(after, one.cause, request);
  });
  if (said.length < faulty.length) return { ...told, why: 'seconds were not always promised' };
  if (savings.length < faulty.length || savings.some(Number.isNaN)) return { ...told, why: 'a start or request without the fault was not seen' };
  const causeSeconds = median(said.map(({ seconds }) => seconds));
  const low = median(said.map(({ saves }) => saves.lowSeconds));
  const high = median(said.map(({ saves }) => saves.highSeconds));
  const trueSaving = median(savings);
  return {
    ...told,
    causeSeconds,
    low,
    high,
    trueSaving,
    leastSaving: Math.min(...savings),
    mostSaving: Math.max(...savings),
    isInside: trueSaving >= low && trueSaving <= high,
    isNarrow: high - low <= Math.max(narrow.share * causeSeconds, narrow.seconds),
  };
}

/** What a diagnosis promises of a fix, beside what its cause cost; null where it promises nothing. */
function savingOf(outcome: Outcome, { cause, mend }: Candidate): { readonly seconds: number; readonly saves: Saving } | null {
  if (outcome.kind !== 'judged') return null;
  const found = outcome.boots.flatMap((boot: BootReport) => boot.causes.filter(({ id }) => id === cause.id))[0];
  const saves = found?.fixes.find(({ id }) => id === mend.fix)?.saves ?? null;
  return saves === null || found === undefined ? null : { seconds: found.seconds ?? saves.highSeconds, saves };
}

/** The number of the request that waited longest for the cause; null where none did, or where it is no matter of requests. */
function requestOf({ spans }: Observed, { scope, spans: names = [] }: InjectedCause): number | null {
  if (scope === 'startup') return null;
  const waited = spans.filter(({ span, request, end }) => names.includes(span) && request !== null && end !== null);
  return waited.sort((a, b) => lengthOf(b) - lengthOf(a))[0]?.request ?? null;
}

/**
 * What a user would measure of a start: the time to ready, or how long the request took that waits for the fault where there is one.
 * Imports take the same with the fault and without it, and vary by more than many a fault costs: they are left out where it is none of
 * them.
 */
function figureOf({ spans, spawnedAt }: Observed, { scope, spans: names = [] }: InjectedCause, number: number | null): number {
  if (scope === 'startup') {
    const ready = spans.find(({ span }) => span === 'ready');
    const imports = names.includes('imports') ? undefined : spans.find(({ span, end }) => span === 'imports' && end !== null);
    return ready === undefined ? Number.NaN : ready.begin - spawnedAt - (imports === undefined ? 0 : lengthOf(imports));
  }
  const request = spans.find(({ span, request: own }) => span === 'request' && own === number);
  return request?.end == null ? Number.NaN : lengthOf(request);
}

function lengthOf({ begin, end }: TraceSpan): number {
  return (end ?? begin) - begin;
}
