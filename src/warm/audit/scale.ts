import type { Seconds } from '../../model/units.js';
import { secondsOf } from '../load/figures.js';
import { inTurn } from '../load/in-turn.js';
import { openLoad } from '../load/open-load.js';
import { mixtureOf, requestsOf } from '../load/schedule.js';
import type { Target } from '../target/target.js';
import type { Window } from './audit.js';

export type ScaleSettings = {
  readonly replicas: number;
  /** Requests a second to each replica. */
  readonly ratePerSecond: number;
  readonly windowSeconds: Seconds;
  readonly timeoutSeconds: Seconds;
  readonly shapes: Parameters<typeof mixtureOf>[0];
  /** Starts one more replica; resolves once it says that it is ready. Rejects where it does not come up. */
  readonly startReplica: () => Promise<Target>;
  readonly clock: () => Seconds;
  readonly sleep: (seconds: Seconds, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
};

/** Starts replicas one by one, each loaded as soon as it says that it is ready; a window of requests each, and a last one once all are steady. */
export const scaleUp = async (settings: ScaleSettings): Promise<{ readonly windows: Window[]; readonly steady: Window }> => {
  const targets: Target[] = [];
  const windows: Window[] = [];
  while (targets.length < settings.replicas && !settings.signal.aborted) {
    targets.push(await settings.startReplica());
    windows.push(await windowOf(targets, settings));
  }
  return { windows, steady: await windowOf(targets, settings) };
};

const windowOf = async (targets: readonly Target[], settings: ScaleSettings): Promise<Window> => {
  const plan = { ratePerSecond: settings.ratePerSecond * targets.length, seconds: settings.windowSeconds };
  const samples = await openLoad(plan, inTurn(targets, mixtureOf(settings.shapes, requestsOf(plan))), { ...settings, isOver: () => false });
  return { replicas: targets.length, seconds: samples.map(secondsOf) };
};
