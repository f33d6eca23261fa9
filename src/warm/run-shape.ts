import type { Shape } from '../model/boot.js';
import type { Bytes, Seconds } from '../model/units.js';
import { median } from '../statistics/quantile.js';
import { fullWords, isFull, type Memory } from './memory.js';
import type { Plan } from './plan/plan.js';
import type { ShapeResult } from './result.js';
import type { Earlier, WarmSettings } from './settings.js';
import { isStillSteady, steadySecondsOf } from './steady.js';
import type { NotPassed, Outcome, Passed } from './target/target.js';

export type Ran = {
  readonly result: ShapeResult;
  readonly hasAnswered: boolean;
  /** Nobody is there any more, or time is up. */
  readonly isOver: boolean;
  /** It was stopped since it neared the bound of memory. */
  readonly isOverMemory: boolean;
};

/** Often enough to lose no time, seldom enough not to disturb a start. */
const waitSeconds: Seconds = 0.25;
/** A pass that eats memory is seen before it has eaten a quarter of it. */
const watchMilliseconds = 100;

/**
 * Runs one shape until it is steady, given up, or stopped: by the signal, by a target that is gone, or since memory nears its bound. What an
 * earlier warmup found steady is believed once a window of passes is as fast from the first on.
 */
export const runShape = async (
  shape: Shape,
  index: number,
  plan: Plan,
  settings: WarmSettings,
  hadAnswered: boolean,
  earlier: Earlier | null,
): Promise<Ran> => {
  const { signal, sleep, tell } = settings;
  const passes: Passed[] = [];
  let peakBytes: Bytes | null = null;
  const end = (state: ShapeResult['state'], steadySeconds: Seconds | null, why: string | null, over: 'no' | 'over' | 'memory' = 'no'): Ran => ({
    result: {
      ...figuresOf(shape, passes, plan.steady.window),
      ...(peakBytes === null ? {} : { peakBytes }),
      state,
      steadySeconds: microseconds(steadySeconds),
      why,
    },
    // One that refuses a shape is up all the same.
    hasAnswered: hadAnswered || passes.length > 0 || state === 'failed',
    isOver: over === 'over',
    isOverMemory: over === 'memory',
  });
  // Where it is full before the first pass, stopping that pass frees nothing.
  const before = await settings.readMemory();
  const isWatched = before === null || !isFull(before, plan.memory.headroom);
  let isWaiting = false;
  while (passes.length < plan.steady.most) {
    const { outcome, full, peak } = await watchedPass(shape, passes.length, isWatched ? plan.memory.headroom : null, settings);
    peakBytes = peak === null ? peakBytes : Math.max(peakBytes ?? 0, peak);
    if (outcome.kind === 'answered') {
      if (isWaiting) tell({ kind: 'begun', index });
      isWaiting = false;
      passes.push(outcome);
      const runs = passes.map(({ seconds }) => seconds);
      if (earlier !== null && isStillSteady(runs, earlier.steadySeconds, plan.steady)) {
        const ran = end('warm', median(runs), null);
        return { ...ran, result: { ...ran.result, firstSeconds: earlier.firstSeconds, firstTokenSeconds: earlier.firstTokenSeconds } };
      }
      const steady = steadySecondsOf(runs, plan.steady);
      if (steady !== null) return end('warm', steady, null);
    }
    if (signal.aborted) return end(passes.length === 0 ? 'not-run' : 'cold', null, `${whyAborted(signal)}${waitedFor(outcome)}`, 'over');
    if (full !== null) return end('cold', null, `stopped before it failed: ${full}`, 'memory');
    if (outcome.kind === 'answered') continue;
    const isUp = hadAnswered || passes.length > 0;
    if (isUp || !isStarting(outcome)) return end('failed', null, outcome.why, isGone(outcome) ? 'over' : 'no');
    isWaiting = true;
    tell({ kind: 'waiting', why: outcome.why });
    await sleep(waitSeconds, signal);
    if (signal.aborted) return end('not-run', null, `${whyAborted(signal)}; ${outcome.why}`, 'over');
  }
  const later = passes.slice(1).map(({ seconds }) => seconds);
  const span = `${milliseconds(Math.min(...later))} to ${milliseconds(Math.max(...later))} after the first`;
  return end('cold', null, `not steady after ${passes.length} runs (${span})`);
};

type Watched = { readonly outcome: Outcome; readonly full: string | null; readonly peak: Bytes | null };

/** A pass that is broken off, as far as the target can be, once less than the headroom is free; null: nothing breaks it off. */
const watchedPass = async (shape: Shape, variant: number, headroom: number | null, { target, signal, readMemory, tell }: WarmSettings): Promise<Watched> => {
  const stop = new AbortController();
  let worst: Memory | null = null;
  const look = async (): Promise<void> => {
    const memory = await readMemory();
    if (memory === null) return;
    tell({ kind: 'memory', memory });
    if (worst === null || memory.usedBytes > worst.usedBytes) worst = memory;
    if (headroom !== null && isFull(memory, headroom)) stop.abort(fullWords(memory, headroom));
  };
  const timer = setInterval(() => void look(), watchMilliseconds);
  try {
    const outcome = await target.run(shape, variant, AbortSignal.any([signal, stop.signal]));
    await look();
    return { outcome, full: stop.signal.aborted ? String(stop.signal.reason) : null, peak: peakOf(worst) };
  } finally {
    clearInterval(timer);
  }
};

const peakOf = (memory: Memory | null): Bytes | null => memory?.usedBytes ?? null;

/** A service that comes up refuses connections, or says that it is not ready yet. */
const isStarting = ({ kind }: NotPassed): boolean => kind === 'unreachable' || kind === 'busy';

/** Whether nobody is there any more, so that no other shape can fare better. */
const isGone = ({ kind }: NotPassed): boolean => kind === 'unreachable' || kind === 'dropped';

const waitedFor = (outcome: Outcome): string => (outcome.kind === 'answered' || !isStarting(outcome) ? '' : `; ${outcome.why}`);

/** Why a warmup was ended, as a sentence. */
export const whyAborted = (signal: AbortSignal): string => (signal.reason instanceof Error ? signal.reason.message : String(signal.reason));

/** A difference of two readings of a clock has digits that mean nothing. */
export const microseconds = <T extends Seconds | null>(seconds: T): T => (seconds === null ? seconds : (Number(seconds.toFixed(6)) as T));

const milliseconds = (seconds: Seconds): string => `${Number((seconds * 1000).toPrecision(3))} ms`;

/** A shape that it did not come to. */
export const notRun = (shape: Shape, why: string): ShapeResult => ({ ...figuresOf(shape, [], 1), state: 'not-run', steadySeconds: null, why });

const figuresOf = (shape: Shape, passes: readonly Passed[], window: number) => {
  const tokens = passes.slice(-window).flatMap(({ firstTokenSeconds }) => firstTokenSeconds ?? []);
  return {
    shape,
    runs: passes.length,
    firstSeconds: microseconds(passes[0]?.seconds ?? null),
    firstTokenSeconds: microseconds(passes[0]?.firstTokenSeconds ?? null),
    steadyTokenSeconds: tokens.length === 0 || passes.length < 2 ? null : microseconds(median(tokens)),
    concurrency: null,
  };
};
