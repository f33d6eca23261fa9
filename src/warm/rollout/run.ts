import type { Seconds } from '../../model/units.js';
import { UserError } from '../../model/user-error.js';
import type { LoadBounds } from '../load/bounds.js';
import { type Driver, DriverProblem } from './driver.js';
import { actionOf, isEnded, next, type RolloutAction, type RolloutEvent, type RolloutState, type Step } from './machine.js';
import { watchUsers } from './watch-users.js';

/** What came of something that a rollout does; `why` is a sentence. */
export type Done = { readonly isGood: boolean; readonly why: string };

/** The world around a rollout. What takes long ends soon after its signal is aborted. */
export type RolloutEdge = {
  readonly driver: Driver;
  readonly look: () => Promise<{ readonly blue: boolean; readonly green: boolean }>;
  readonly warm: (signal: AbortSignal) => Promise<Done>;
  /** Loads green for so many seconds and judges what comes of it. */
  readonly load: (seconds: Seconds, signal: AbortSignal) => Promise<Done>;
  readonly retire: (signal: AbortSignal) => Promise<Done>;
  /** Writes the state to disk; whoever reads it afterwards sees it whole. Rejects with a UserError where it cannot. */
  readonly save: (state: RolloutState) => Promise<void>;
  readonly tell: (told: RolloutTold) => void;
  readonly clock: () => Seconds;
  readonly sleep: (seconds: Seconds, signal: AbortSignal) => Promise<void>;
  /** The user's wish to stop; its reason is a sentence. */
  readonly stop: AbortSignal;
};

/** What happens, as it happens. */
export type RolloutTold =
  | { readonly kind: 'begins'; readonly state: RolloutState; readonly action: RolloutAction }
  | { readonly kind: 'ended-well'; readonly action: RolloutAction; readonly why: string }
  | { readonly kind: 'waiting'; readonly why: string };

export type RolloutTimes = {
  readonly steps: readonly Step[];
  readonly loadSeconds: Seconds;
  /** What users of green must have during a step, as far as the driver can tell. */
  readonly bounds: LoadBounds;
  readonly drainSeconds: Seconds;
  readonly patienceSeconds: Seconds;
};

/** A dead replica must not have traffic for long; a look is one request to each. */
const lookSeconds: Seconds = 0.25;
const retrySeconds: Seconds = 0.5;

/**
 * Carries a rollout on from a state to its end, and gives that: done, rolled back, or failed. Each state is on disk before anything is done
 * for it, and both sides are looked at just before traffic moves; where the disk no longer takes it, the rollout goes back. Never rejects
 * because of a replica or the driver; with a UserError where the very first state cannot be written.
 */
export const runRollout = async (from: RolloutState, times: RolloutTimes, edge: RolloutEdge): Promise<RolloutState> => {
  const { steps } = times;
  let state = from;
  for (;;) {
    state = await saved(state, steps, edge);
    if (isEnded(state) || state.phase === 'failed') return state;
    const looked = await observed(state, steps, edge);
    if (isChanged(state, looked)) {
      state = looked;
      continue;
    }
    const action = actionOf(looked, steps);
    edge.tell({ kind: 'begins', state: looked, action });
    state = await afterAction(looked, action, times, edge);
  }
};

/** A state that cannot be resumed from must not be gone on with; going back needs no disk. */
const saved = async (state: RolloutState, steps: readonly Step[], { save }: RolloutEdge): Promise<RolloutState> => {
  try {
    await save(state);
    return state;
  } catch (error) {
    if (!(error instanceof UserError) || (state.phase === 'clear' && state.greenShare === null)) throw error;
    return state.phase === 'undo' ? state : next(state, { kind: 'stop', why: error.message }, steps);
  }
};

const isChanged = (left: RolloutState, right: RolloutState): boolean => left.phase !== right.phase || left.step !== right.step;

/** The state after a look at both sides and at the user's wish. */
const observed = async (state: RolloutState, steps: readonly Step[], { look, stop }: RolloutEdge): Promise<RolloutState> => {
  const now = next(state, { kind: 'seen', ...(await look()) }, steps);
  return stop.aborted && now.phase !== 'undo' ? next(now, { kind: 'stop', why: String(stop.reason) }, steps) : now;
};

/** Does what a phase is there for while both sides are watched; what is seen may end it before its time. */
const afterAction = async (from: RolloutState, action: RolloutAction, times: RolloutTimes, edge: RolloutEdge): Promise<RolloutState> => {
  const over = new AbortController();
  let state = from;
  const watch = async (): Promise<null> => {
    while (!over.signal.aborted) {
      await edge.sleep(lookSeconds, AbortSignal.any([over.signal, edge.stop]));
      if (over.signal.aborted) return null;
      state = await observed(state, times.steps, edge);
      if (isChanged(from, state)) return null;
      // A wish that changes nothing is not to be looked at without a pause.
      if (edge.stop.aborted) await edge.sleep(lookSeconds, over.signal);
    }
    return null;
  };
  const acting = act(action, times, edge, over.signal);
  const event = await Promise.race([acting, watch()]);
  over.abort();
  if (event === null || isChanged(from, state)) {
    await acting;
    // Whatever was being moved may have been moved.
    return action.kind === 'shift' ? { ...state, greenShare: null } : state;
  }
  return next(state, event, times.steps);
};

const act = async (action: RolloutAction, times: RolloutTimes, edge: RolloutEdge, signal: AbortSignal): Promise<RolloutEvent> => {
  const done = await doneOf(action, times, edge, signal);
  if (!done.isGood) return { kind: 'failed', why: done.why };
  if (!signal.aborted) edge.tell({ kind: 'ended-well', action, why: done.why });
  return { kind: 'succeeded' };
};

const doneOf = (action: RolloutAction, times: RolloutTimes, edge: RolloutEdge, signal: AbortSignal): Promise<Done> => {
  switch (action.kind) {
    case 'shift':
      return persistently(() => shift(action.greenShare, edge), times.patienceSeconds, edge, signal);
    case 'warm':
      return edge.warm(signal);
    case 'load':
      return edge.load(times.loadSeconds, signal);
    case 'hold':
      return hold(action.step, times, edge, signal);
    case 'drain':
      return drain(times.drainSeconds, edge, signal);
    case 'retire':
      return edge.retire(signal);
    case 'end':
      return Promise.resolve({ isGood: true, why: '' });
  }
};

/** Asks something of the driver, again and again for as long as patience lasts. */
const persistently = async (
  attempt: () => Promise<Done>,
  patienceSeconds: Seconds,
  { clock, sleep, tell }: RolloutEdge,
  signal: AbortSignal,
): Promise<Done> => {
  const begin = clock();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof DriverProblem)) throw error;
      if (error.isFinal || signal.aborted) return { isGood: false, why: error.message };
      if (clock() - begin > patienceSeconds) return { isGood: false, why: `${error.message}, tried again for ${patienceSeconds} s` };
      tell({ kind: 'waiting', why: error.message });
    }
    await sleep(retrySeconds, signal);
  }
};

const shift = async (greenShare: number, { driver }: RolloutEdge): Promise<Done> => {
  await driver.shift(greenShare);
  return { isGood: true, why: '' };
};

/** What a driver that was not touched may tell otherwise: weights are whole numbers. */
const roundingShare = 0.02;

/** Whether the driver has kept a step: one that was restarted has the weights of its configuration. */
const isKept = async (share: number, loaded: Done, { driver }: RolloutEdge): Promise<Done> => {
  const now = await driver.greenShare();
  if (now === null || Math.abs(now - share) <= roundingShare) return loaded;
  const given = `${Math.round(share * 100)} %`;
  return { isGood: false, why: `green has ${Math.round(now * 100)} % of the traffic where it was given ${given}; was the driver started anew?` };
};

const hold = async (step: Step, times: RolloutTimes, edge: RolloutEdge, signal: AbortSignal): Promise<Done> => {
  const loaded = await loadBesideUsers(step, times, edge, signal);
  return loaded.isGood && !signal.aborted ? persistently(() => isKept(step.share, loaded, edge), times.patienceSeconds, edge, signal) : loaded;
};

/** Loads green while it has users; the load may have nothing to say against it, and they may. */
const loadBesideUsers = async ({ holdSeconds }: Step, { bounds }: RolloutTimes, edge: RolloutEdge, signal: AbortSignal): Promise<Done> => {
  const [isLoaded, isBroken] = [new AbortController(), new AbortController()];
  const watch = async (): Promise<string | null> => {
    const why = await watchUsers(bounds, holdSeconds, edge, AbortSignal.any([signal, isLoaded.signal]));
    if (why !== null) isBroken.abort();
    return why;
  };
  const watching = watch();
  const loaded = await edge.load(holdSeconds, AbortSignal.any([signal, isBroken.signal]));
  isLoaded.abort();
  const why = await watching;
  return why === null ? loaded : { isGood: false, why: `green did not keep its bounds: ${why}` };
};

/** Waits until blue has no requests any more; where the driver cannot tell, for as long as they may take. */
const drain = async (drainSeconds: Seconds, { driver, clock, sleep }: RolloutEdge, signal: AbortSignal): Promise<Done> => {
  const begin = clock();
  for (;;) {
    const left = await driver.blueRequests().catch(() => null);
    if (left === 0) return { isGood: true, why: 'blue has no requests any more' };
    if (signal.aborted || clock() - begin >= drainSeconds) {
      return left === null
        ? { isGood: true, why: `blue had ${drainSeconds} s for its last requests` }
        : { isGood: false, why: `blue still has ${left} requests after ${drainSeconds} s, so it was not retired` };
    }
    await sleep(retrySeconds, signal);
  }
};
