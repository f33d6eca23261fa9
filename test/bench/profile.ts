import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { jobFor } from '../../src/reproduce/job-for.js';
import { findLibrary } from '../../src/reproduce/library.js';
import { prepareModel } from '../../src/reproduce/prepare-model.js';
import { trialRunner } from '../../src/reproduce/run-trial.js';
import { median } from '../../src/statistics/quantile.js';

type Event = { readonly name: string; readonly dur: number };
/** In milliseconds: what a trial measured, what ONNX Runtime's own profile says of the same thing, and its parts. */
type Compared = { readonly runs: number[]; readonly ownRuns: number[]; readonly creation: number; readonly load: number; readonly initialisation: number };

/** What trials of `coldcase reproduce` measure against ONNX Runtime's own profile of the same processes: a small model, and one of 103 MB. */
export async function benchProfile(rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-bench-profile-'));
  try {
    const large = join(folder, 'large.onnx');
    execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/small-model.ts', large, '1024', '6']);
    for (const path of ['fixtures/models/small.onnx', large]) await benchModel(path, folder, rounds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchModel(path: string, folder: string, rounds: number): Promise<void> {
  const trials: Compared[] = [];
  for (let round = 0; round < rounds; round += 1) trials.push(await profiledTrial(path, join(folder, `${basename(path)}-${round}-`)));
  const runs = trials.flatMap((trial) => trial.runs.map((own, at) => own - (trial.ownRuns[at] ?? Number.NaN)));
  const of = (pick: (trial: Compared) => number): string => `${median(trials.map(pick)).toFixed(1)} ms`;
  console.log(`\nreproduce against ONNX Runtime's profile, ${basename(path)}, ${rounds} trials`);
  console.log(
    `  a run        ${of(({ ownRuns }) => median(ownRuns))} in the profile, ${median(runs).toFixed(3)} ms more measured, at most ${Math.max(...runs).toFixed(3)} ms`,
  );
  console.log(
    `  creation     ${of(({ creation }) => creation)} = load ${of(({ load }) => load)} + initialisation ${of(({ initialisation }) => initialisation)} + rest ${of((trial) => trial.creation - trial.load - trial.initialisation)}`,
  );
}

async function profiledTrial(path: string, prefix: string): Promise<Compared> {
  const prepared = await prepareModel(path, () => []);
  const job = jobFor(prepared, findLibrary(process.cwd()).path, 0, null, new Map());
  const session = { enableProfiling: true, profileFilePrefix: prefix };
  const { failure, stages, runs } = await trialRunner(process.env, 120)({ ...job, session }, new AbortController().signal);
  if (failure !== null) throw new Error(failure);
  const events = profileAt(prefix);
  const milliseconds = (name: string): number[] => events.filter((event) => event.name === name).map(({ dur }) => dur / 1000);
  return {
    runs: runs.flatMap(({ firstSeconds, secondSeconds, laterSeconds }) => [firstSeconds, secondSeconds, ...laterSeconds].map((seconds) => seconds * 1000)),
    ownRuns: milliseconds('model_run'),
    creation: (stages.find(({ stage }) => stage === 'session-creation')?.seconds ?? Number.NaN) * 1000,
    load: milliseconds('model_loading_array')[0] ?? Number.NaN,
    initialisation: milliseconds('session_initialization')[0] ?? Number.NaN,
  };
}

function profileAt(prefix: string): Event[] {
  const folder = join(prefix, '..');
  const name = readdirSync(folder).find((file) => join(folder, file).startsWith(prefix));
  return name === undefined ? [] : JSON.parse(readFileSync(join(folder, name), 'utf8'));
}
