import type { Seconds } from '../../model/units.js';

/** A step of a rollout: the part of the traffic that green takes, and for how long it is watched before the next one. The last one is 1. */
export type Step = { readonly share: number; readonly holdSeconds: Seconds };

/**
 * clear: all traffic to blue · warm, load: green without traffic · shift, hold: a step · drain: blue ends its last requests · retire: blue may
 * go · undo: traffic back to blue · failed: traffic could not be put where it should be, and stays as it is.
 */
export type Phase = 'clear' | 'warm' | 'load' | 'shift' | 'hold' | 'drain' | 'retire' | 'undo' | 'done' | 'rolled-back' | 'failed';

export const phases: readonly Phase[] = ['clear', 'warm', 'load', 'shift', 'hold', 'drain', 'retire', 'undo', 'done', 'rolled-back', 'failed'];

export type RolloutState = {
  readonly phase: Phase;
  /** The step that runs, or comes next. */
  readonly step: number;
  /** The part of the traffic that was last given to green; null before anything was set, and where a change may have been left half-way. */
  readonly greenShare: number | null;
  /** Green was warmed and kept its bounds, and was there whenever it was looked for since. */
  readonly isGreenFit: boolean;
  /** Blue counts while one of its replicas is there, green while all are. */
  readonly isAlive: { readonly blue: boolean; readonly green: boolean };
  /** Why it went back, or ended otherwise than planned. */
  readonly why: string | null;
};

export type RolloutEvent =
  | { readonly kind: 'seen'; readonly blue: boolean; readonly green: boolean }
  /** What the phase had to do ended well, or did not. */
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly why: string }
  /** The user's wish. */
  | { readonly kind: 'stop'; readonly why: string };

export type RolloutAction =
  | { readonly kind: 'shift'; readonly greenShare: number }
  | { readonly kind: 'warm' | 'load' | 'drain' | 'retire' | 'end' }
  | { readonly kind: 'hold'; readonly step: Step };

/** Before anything is known or done. */
export const begun: RolloutState = {
  phase: 'clear',
  step: 0,
  greenShare: null,
  isGreenFit: false,
  isAlive: { blue: true, green: false },
  why: null,
};

/**
 * The state from which a killed rollout goes on. Green may have been started anew while nobody looked, so it is warmed and measured once
 * more; traffic goes back to blue meanwhile, but where blue was being retired, it is not relied on any more.
 */
export const resumed = (state: RolloutState): RolloutState => {
  if (isEnded(state)) return state;
  if (state.phase === 'undo') return { ...state, isGreenFit: false };
  return { ...state, phase: state.phase === 'retire' ? 'warm' : 'clear', isGreenFit: false, isAlive: { ...state.isAlive, green: false }, why: null };
};

/** The state that takes a rollout back, a finished one too. */
export const undone = (state: RolloutState): RolloutState => ({ ...state, phase: 'undo', isGreenFit: false, why: 'undone by hand' });

/** Whether nothing is left to be done. A failed one can still be taken back, or gone on with. */
export const isEnded = ({ phase }: RolloutState): boolean => phase === 'done' || phase === 'rolled-back';

export const actionOf = ({ phase, step: index }: RolloutState, steps: readonly Step[]): RolloutAction => {
  const step = steps[index] ?? { share: 1, holdSeconds: 0 };
  switch (phase) {
    case 'clear':
    case 'undo':
      return { kind: 'shift', greenShare: 0 };
    case 'shift':
      return { kind: 'shift', greenShare: step.share };
    case 'hold':
      return { kind: 'hold', step };
    case 'warm':
    case 'load':
    case 'drain':
    case 'retire':
      return { kind: phase };
    case 'done':
    case 'rolled-back':
    case 'failed':
      return { kind: 'end' };
  }
};

/** The state after an event. Traffic is only ever moved to a side that was alive when last looked at, and to green only once it is fit. */
export const next = (state: RolloutState, event: RolloutEvent, steps: readonly Step[]): RolloutState => {
  if (isEnded(state) || state.phase === 'failed') return state;
  switch (event.kind) {
    case 'seen':
      return afterLook(
        { ...state, isAlive: { blue: event.blue, green: event.green }, isGreenFit: state.isGreenFit && event.green },
        state.isAlive.green && !event.green,
        steps,
      );
    case 'succeeded':
      return afterSuccess(state, steps);
    case 'failed':
      return afterFailure(state, event.why);
    case 'stop':
      if (state.phase === 'undo') return state;
      // Green has all traffic and is steady: there is nothing to take back.
      return state.phase === 'drain' || state.phase === 'retire' ? { ...state, phase: 'done', why: event.why } : retreat(state, event.why);
  }
};

const lastStep = (steps: readonly Step[]): number => steps.length - 1;

const afterLook = (state: RolloutState, hasGreenGone: boolean, steps: readonly Step[]): RolloutState => {
  const { phase, isAlive, isGreenFit } = state;
  switch (phase) {
    case 'clear':
      // Whatever has the traffic now is better than a dead side; green is the way out once it is warm.
      return isAlive.blue ? state : { ...state, phase: 'warm' };
    case 'warm':
      // One that never answered may still be coming up: the warmup waits for it.
      return hasGreenGone ? retreat(state, 'green no longer answers') : state;
    case 'load':
    case 'drain':
    case 'retire':
      return isAlive.green ? state : retreat(state, 'green no longer answers');
    case 'shift':
    case 'hold': {
      if (!isAlive.green) return retreat(state, 'green no longer answers');
      const isOnBlue = (steps[state.step]?.share ?? 1) < 1;
      return isAlive.blue || !isOnBlue ? state : { ...state, phase: 'shift', step: lastStep(steps) };
    }
    case 'undo':
      if (isAlive.blue) return state;
      return isGreenFit
        ? { ...state, phase: 'shift', step: lastStep(steps) }
        : { ...state, phase: 'failed', why: `${state.why}; blue does not answer either, so the traffic stays where it is` };
    default:
      return state;
  }
};

const afterSuccess = (state: RolloutState, steps: readonly Step[]): RolloutState => {
  switch (state.phase) {
    case 'clear':
      return { ...state, phase: 'warm', greenShare: 0 };
    case 'warm':
      return { ...state, phase: 'load' };
    case 'load':
      return { ...state, phase: 'shift', isGreenFit: true, step: state.isAlive.blue ? Math.min(state.step, lastStep(steps)) : lastStep(steps) };
    case 'shift':
      return { ...state, phase: 'hold', greenShare: steps[state.step]?.share ?? 1 };
    case 'hold':
      return state.step < lastStep(steps) ? { ...state, phase: 'shift', step: state.step + 1 } : { ...state, phase: 'drain' };
    case 'drain':
      return { ...state, phase: 'retire' };
    case 'retire':
      return { ...state, phase: 'done' };
    case 'undo':
      return { ...state, phase: 'rolled-back', greenShare: 0 };
    default:
      return state;
  }
};

const afterFailure = (state: RolloutState, why: string): RolloutState => {
  switch (state.phase) {
    case 'clear':
      return { ...state, phase: 'failed', greenShare: null, why };
    case 'undo':
      return { ...state, phase: 'failed', greenShare: null, why: `${state.why}; ${why}` };
    case 'shift':
      return retreat({ ...state, greenShare: null }, why);
    case 'drain':
    case 'retire':
      // Green is steady: what is left of blue stays.
      return { ...state, phase: 'done', why };
    default:
      return retreat({ ...state, isGreenFit: false }, why);
  }
};

const retreat = (state: RolloutState, why: string): RolloutState =>
  state.isAlive.blue
    ? { ...state, phase: 'undo', why }
    : { ...state, phase: 'failed', why: `${why}; blue does not answer either, so the traffic stays where it is` };
