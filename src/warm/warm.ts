import type { Shape } from '../model/boot.js';
import type { Seconds } from '../model/units.js';
import { median } from '../statistics/quantile.js';
import { concurrencyOf } from './concurrency.js';
import { type Memory, whyFull } from './memory.js';
import { elements } from './plan/dimensions.js';
import type { Plan } from './plan/plan.js';
import type { WarmEvent } from './readiness.js';
import { isFit, type ShapeResult, type WarmResult } from './result.js';
import { steadySecondsOf } from './steady.js';
import type { Clock, NotPassed, Passed, Target } from './target/target.js';

export type WarmSettings = {
  readonly target: Target;
  readonly clock: Clock;
  /** Resolves after some seconds, or as soon as the signal is aborted. */
  readonly sleep: (seconds: Seconds, signal: AbortSignal) => Promise<void>;
  /** Ends the warmup; its reason is the sentence that says why. */
  readonly signal: AbortSignal;
  /** Whether an abort is the user's wish rather than the deadline. */
  readonly isInterrupted: () => boolean;
  /** How many passes at once are compared with passes one by one; 1 compares none. */
  readonly concurrency: number;
  /** Memory that the target shares with this process; null where it is not known. Looked at before a shape that is larger than those before. */
  readonly readMemory: () => Promise<Memory | null>;
  readonly tell: (event: WarmEvent) => void;
};

/** Often enough to lose no time, seldom enough not to disturb a start. */
const waitSeconds: Seconds = 0.25;

type Ran = { readonly result: ShapeResult; readonly hasAnswered: boolean; readonly isOver: boolean };

/**
 * Runs the shapes of a plan until each is steady, then several passes at once. Waits for a target that does not listen yet; a shape that
 * fails leaves the others their turn; a target that dies ends it. Never rejects because of the target.
 */
export const warmUp = async (plan: Plan, settings: WarmSettings): Promise<WarmResult> => {
  const { clock, tell, signal, concurrency } = settings;
  const begin = clock();
  const results: ShapeResult[] = [];
  let hasAnswered = false;
  let over: string | null = null;
  let largest = 0;
  for (const [index, { shape }] of plan.shapes.entries()) {
    if (signal.aborted) over ??= whyAborted(signal);
    const isLarger = elements(shape) > largest;
    const why: string | null = over ?? (isLarger && hasAnswered ? whyFull(await settings.readMemory(), plan.memory.headroom) : null);
    if (why === null) {
      tell({ kind: 'begun', index });
      largest = Math.max(largest, elements(shape));
    }
    const ran: Ran = why === null ? await runShape(shape, index, plan, settings, hasAnswered) : { result: notRun(shape, why), hasAnswered, isOver: false };
    hasAnswered = ran.hasAnswered;
    if (ran.isOver) over ??= ran.result.why;
    results.push(ran.result);
    tell({ kind: 'shape', index, result: ran.result });
  }
  for (const [index, result] of results.entries()) {
    if (concurrency < 2 || result.state !== 'warm' || signal.aborted) continue;
    const checked: ShapeResult = { ...result, concurrency: await concurrencyOf(result.shape, settings.target, concurrency, signal) };
    results[index] = checked;
    tell({ kind: 'shape', index, result: checked });
  }
  const isChecked = concurrency < 2 || results.every(({ concurrency: checked }) => checked !== null);
  const verdict = settings.isInterrupted() ? 'interrupted' : isChecked && results.every(isFit) ? 'warm' : 'cold';
  tell({ kind: 'ended', verdict });
  return { verdict, seconds: microseconds(clock() - begin), shapes: results };
};

const runShape = async (shape: Shape, index: number, plan: Plan, settings: WarmSettings, hadAnswered: boolean): Promise<Ran> => {
  const { target, signal, sleep, tell } = settings;
  const passes: Passed[] = [];
  const end = (state: ShapeResult['state'], steadySeconds: Seconds | null, why: string | null, isOver: boolean): Ran => ({
    result: { ...figuresOf(shape, passes, plan.steady.window), state, steadySeconds: microseconds(steadySeconds), why },
    // One that refuses a shape is up all the same.
    hasAnswered: hadAnswered || passes.length > 0 || state === 'failed',
    isOver,
  });
  let isWaiting = false;
  while (passes.length < plan.steady.most) {
    const outcome = await target.run(shape, passes.length, signal);
    if (outcome.kind === 'answered') {
      if (isWaiting) tell({ kind: 'begun', index });
      isWaiting = false;
      passes.push(outcome);
      const steady = steadySecondsOf(
        passes.map(({ seconds }) => seconds),
        plan.steady,
      );
      if (steady !== null) return end('warm', steady, null, false);
    }
    if (signal.aborted) return end(passes.length === 0 ? 'not-run' : 'cold', null, `${whyAborted(signal)}${waitedFor(outcome)}`, true);
    if (outcome.kind === 'answered') continue;
    const isUp = hadAnswered || passes.length > 0;
    if (isUp || !isStarting(outcome)) return end('failed', null, outcome.why, isGone(outcome));
    isWaiting = true;
    tell({ kind: 'waiting', why: outcome.why });
    await sleep(waitSeconds, signal);
    if (signal.aborted) return end('not-run', null, `${whyAborted(signal)}; ${outcome.why}`, true);
  }
  const later = passes.slice(1).map(({ seconds }) => seconds);
  const span = `${milliseconds(Math.min(...later))} to ${milliseconds(Math.max(...later))} after the first`;
  return end('cold', null, `not steady after ${passes.length} runs (${span})`, false);
};

/** A service that comes up refuses connections, or says that it is not ready yet. */
const isStarting = ({ kind }: NotPassed): boolean => kind === 'unreachable' || kind === 'busy';

/** Whether nobody is there any more, so that no other shape can fare better. */
const isGone = ({ kind }: NotPassed): boolean => kind === 'unreachable' || kind === 'dropped';

const waitedFor = (outcome: Passed | NotPassed): string => (outcome.kind === 'answered' || !isStarting(outcome) ? '' : `; ${outcome.why}`);

const whyAborted = (signal: AbortSignal): string => (signal.reason instanceof Error ? signal.reason.message : String(signal.reason));

/** A difference of two readings of a clock has digits that mean nothing. */
const microseconds = <T extends Seconds | null>(seconds: T): T => (seconds === null ? seconds : (Number(seconds.toFixed(6)) as T));

const milliseconds = (seconds: Seconds): string => `${Number((seconds * 1000).toPrecision(3))} ms`;

const notRun = (shape: Shape, why: string): ShapeResult => ({ ...figuresOf(shape, [], 1), state: 'not-run', steadySeconds: null, why });

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
