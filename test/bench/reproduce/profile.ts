import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { jobFor } from '../../../src/reproduce/job-for.js';
import { findLibrary } from '../../../src/reproduce/library.js';
import { prepareModel } from '../../../src/reproduce/prepare-model.js';
import { trialRunner } from '../../../src/reproduce/run-trial.js';
import { median } from '../../../src/statistics/quantile.js';
import { writeModel } from './models.js';

type Event = { readonly name: string; readonly dur: number };
/** In milliseconds: what a trial measured, what ONNX Runtime's own profile says of the same thing, and its parts. */
type Compared = { readonly runs: number[]; readonly ownRuns: number[]; readonly creation: number; readonly load: number; readonly initialisation: number };

/** What a run may differ by from the profile. */
const share = 0.05;
const milliseconds = 0.5;

export type Agreement = {
  /** As a row of a table: runs here and in the profile, how many agree, creation and its parts. */
  readonly cells: readonly string[];
  readonly agrees: boolean;
};

/** Whether trials of `coldcase reproduce` agree with ONNX Runtime's own profile of the same processes, within 5 % or 0.5 ms. */
export async function compareWithProfile(path: string, rounds: number): Promise<Agreement> {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-bench-profile-'));
  try {
    const trials: Compared[] = [];
    for (let round = 0; round < rounds; round += 1) trials.push(await profiledTrial(path, join(folder, `${round}-`)));
    const pairs = trials.flatMap(({ runs, ownRuns }) => runs.map((own, at) => ({ own, profiled: ownRuns[at] ?? Number.NaN })));
    const isNear = ({ own, profiled }: (typeof pairs)[number]): boolean => Math.abs(own - profiled) <= Math.max(share * profiled, milliseconds);
    const near = pairs.filter(isNear).length;
    const difference = median(pairs.map(({ own, profiled }) => own - profiled));
    const of = (pick: (trial: Compared) => number): string => `${median(trials.map(pick)).toFixed(1)} ms`;
    const profiled = median(pairs.map((pair) => pair.profiled));
    return {
      cells: [
        basename(path),
        `${profiled.toFixed(2)} ms`,
        `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(3)} ms`,
        `${near} of ${pairs.length}`,
        of(({ creation }) => creation),
        of(({ load }) => load),
        of(({ initialisation }) => initialisation),
        of((trial) => trial.creation - trial.load - trial.initialisation),
      ],
      agrees: Math.abs(difference) <= Math.max(share * profiled, milliseconds),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const agreementHead = [
  'model',
  'a run, in the profile',
  'more, as measured',
  'runs that agree',
  'creation',
  'of it load',
  'initialisation',
  'neither',
] as const;

/** Prints both models; a status of 1 where trials do not agree with the profile. */
export async function benchProfile(rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-bench-models-'));
  try {
    console.log(`\nreproduce against ONNX Runtime's profile, ${rounds} trials\n${agreementHead.join(' | ')}`);
    for (const path of ['fixtures/models/small.onnx', writeModel(folder, 'transformer-like')]) {
      const { cells, agrees } = await compareWithProfile(path, rounds);
      console.log(`${cells.join(' | ')} | ${agrees ? 'agrees' : 'DOES NOT AGREE'}`);
      if (!agrees) process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function profiledTrial(path: string, prefix: string): Promise<Compared> {
  const prepared = await prepareModel(path, () => []);
  const job = jobFor(prepared, findLibrary(process.cwd()).path, 0, null, new Map());
  const session = { enableProfiling: true, profileFilePrefix: prefix };
  const { failure, stages, runs } = await trialRunner(process.env, 120)({ ...job, session }, new AbortController().signal);
  if (failure !== null) throw new Error(failure);
  const events = profileAt(prefix);
  const inProfile = (name: string): number[] => events.filter((event) => event.name === name).map(({ dur }) => dur / 1000);
  return {
    runs: runs.flatMap(({ firstSeconds, secondSeconds, laterSeconds }) => [firstSeconds, secondSeconds, ...laterSeconds].map((seconds) => seconds * 1000)),
    ownRuns: inProfile('model_run'),
    creation: (stages.find(({ stage }) => stage === 'session-creation')?.seconds ?? Number.NaN) * 1000,
    load: inProfile('model_loading_array')[0] ?? Number.NaN,
    initialisation: inProfile('session_initialization')[0] ?? Number.NaN,
  };
}

function profileAt(prefix: string): Event[] {
  const folder = join(prefix, '..');
  const name = readdirSync(folder).find((file) => join(folder, file).startsWith(prefix));
  return name === undefined ? [] : JSON.parse(readFileSync(join(folder, name), 'utf8'));
}
