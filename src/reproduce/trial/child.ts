import { promises, readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Onnx from 'onnxruntime-node';
import type { StageName } from '../../model/reproduction.js';
import type { InputPlan } from '../input-plan.js';
import type { TokenizerJob, TrialJob, TrialMessage } from './job.js';
import { peakBytes } from './peak-memory.js';
import type { Tokenize } from './tokenize.js';
import { valuesFor } from './values.js';

/*
 * One trial: a program of its own, that loads the model, runs every shape and tells the time of each stage. It imports as little as it can,
 * since all that it loads is part of the process start that it measures.
 */

const started = process.hrtime.bigint();
const tellTo = 3;
const nanoseconds = 1e9;

let current: StageName = 'process-start';
/** When the first requests came. */
let askedAt: bigint | null = null;
let askedAfter: StageName | undefined;

const tell = (message: TrialMessage): void => {
  writeSync(tellTo, `${JSON.stringify(message)}\n`);
};

const tellStage = (stage: StageName, from: bigint, to: bigint): void =>
  tell({ kind: 'stage', stage, from: String(from), to: String(to), peakBytes: peakBytes() });

const timed = async <T>(stage: StageName, work: () => T | Promise<T>): Promise<T> => {
  current = stage;
  tell({ kind: 'begins', stage });
  const from = process.hrtime.bigint();
  const result = await work();
  const to = process.hrtime.bigint();
  tellStage(stage, from, to);
  if (stage === askedAfter) askedAt = to;
  return result;
};

const secondsBetween = (from: bigint, to: bigint): number => Number(to - from) / nanoseconds;

const secondsOf = async (run: () => Promise<unknown>): Promise<number> => {
  const from = process.hrtime.bigint();
  await run();
  return secondsBetween(from, process.hrtime.bigint());
};

/** When each of so many runs is over that are asked for together, in the order in which they are. */
const endsOf = (count: number, run: () => Promise<unknown>): Promise<bigint[]> =>
  Promise.all(
    Array.from({ length: count }, async () => {
      await run();
      return process.hrtime.bigint();
    }),
  ).then((ends) => ends.sort((a, b) => Number(a - b)));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const feedsOf = (inputs: readonly InputPlan[], tokenize: Tokenize | null, { Tensor }: typeof Onnx): { [name: string]: Onnx.Tensor } =>
  Object.fromEntries(
    inputs.map((input) => [input.name, new Tensor(input.type as 'float32', valuesFor(input, tokenize) as Float32Array, input.sizes)] as const),
  );

/** With the library that it needs: a service pays for both. */
const tokenizerOf = async (job: TokenizerJob): Promise<Tokenize> => (await import('./tokenize.js')).loadTokenizer(job);

/** A shape that the model refuses is told of where it is measured. */
const warmUp = async ({ order }: TrialJob, run: (shape: number) => Promise<unknown>): Promise<void> => {
  for (const shape of order) await run(shape).catch(() => {});
};

/** What the first runs took that were asked for together, and what as many take now. */
const tellAtOnce = async (ends: readonly bigint[], asked: bigint, run: () => Promise<unknown>): Promise<void> => {
  const again = process.hrtime.bigint();
  const warm = await endsOf(ends.length, run);
  tell({ kind: 'at-once', coldSeconds: ends.map((end) => secondsBetween(asked, end)), warmSeconds: warm.map((end) => secondsBetween(again, end)) });
};

const laterRuns = async (run: () => Promise<unknown>, { least, most, seconds }: TrialJob['laterRuns']): Promise<number[]> => {
  const taken: number[] = [];
  let total = 0;
  while (taken.length < most && (taken.length < least || total < seconds)) {
    const own = await secondsOf(run);
    taken.push(own);
    total += own;
  }
  return taken;
};

const runTrial = async (job: TrialJob): Promise<void> => {
  askedAfter = job.askedAfter;
  tellStage('process-start', started, started);
  // Where Node has such arrays (24), the library takes them for half precision, but its binding reads none: 1.30.0 says "expected 4, got 0".
  Reflect.deleteProperty(globalThis, 'Float16Array');
  // Loading a library holds the thread; a read goes on beside it.
  const reading = job.readsFile && job.overlaps === true ? promises.readFile(job.model) : null;
  const onnx = await timed('import', () => createRequire(job.library)(job.library) as typeof Onnx);
  const bytes = job.readsFile ? await timed('file-read', () => reading ?? readFileSync(job.model)) : null;
  const session = await timed('session-creation', () =>
    bytes === null ? onnx.InferenceSession.create(job.model, job.session) : onnx.InferenceSession.create(bytes, job.session),
  );
  const { tokenizer } = job;
  const tokenize = tokenizer === null ? null : await timed('tokenizer-load', () => tokenizerOf(tokenizer));
  if (job.warms === true) await timed('warmup', () => warmUp(job, (shape) => session.run(feedsOf(job.shapes[shape] ?? [], tokenize, onnx))));
  const runs: (() => Promise<unknown>)[] = [];
  for (const [position, shape] of job.order.entries()) {
    const build = () => feedsOf(job.shapes[shape] ?? [], tokenize, onnx);
    try {
      const feeds = position === 0 ? await timed('input-building', build) : build();
      const run = () => session.run(feeds);
      current = 'first-run';
      tell({ kind: 'begins', stage: current });
      const together = position === 0 ? (job.requestsAtOnce ?? 1) : 1;
      const from = process.hrtime.bigint();
      const ends = await endsOf(together, run);
      const [to = from] = ends;
      if (position === 0) tellStage('first-run', from, to);
      const secondSeconds = await secondsOf(run);
      const laterSeconds = await laterRuns(run, job.laterRuns);
      runs.push(run);
      tell({ kind: 'runs', shape, position, firstSeconds: secondsBetween(from, to), secondSeconds, laterSeconds });
      if (together > 1) await tellAtOnce(ends, askedAt ?? from, run);
    } catch (error) {
      tell({ kind: 'refused', shape, message: messageOf(error) });
    }
  }
  const [first] = runs;
  for (const idleSeconds of first === undefined ? [] : (job.idleSeconds ?? [])) {
    await new Promise((resolve) => setTimeout(resolve, idleSeconds * 1000));
    if (first !== undefined) tell({ kind: 'idle', idleSeconds, seconds: await secondsOf(first) });
  }
  tell({ kind: 'done' });
  // Only now is ONNX Runtime's own profile complete, where one was asked for.
  if (job.session.enableProfiling === true) session.endProfiling();
};

runTrial(JSON.parse(process.argv[2] ?? '{}'))
  .catch((error: unknown) => tell({ kind: 'error', stage: current, message: messageOf(error) }))
  // Taking a session down is no part of a start.
  .finally(() => process.exit(0));
