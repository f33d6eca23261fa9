import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/model/user-error.js';
import { DriverProblem } from '../../../src/warm/rollout/driver.js';
import { begun, type RolloutState, type Step } from '../../../src/warm/rollout/machine.js';
import { type Done, type RolloutEdge, runRollout } from '../../../src/warm/rollout/run.js';

const steps: readonly Step[] = [
  { share: 0.5, holdSeconds: 1 },
  { share: 1, holdSeconds: 1 },
];
const bounds = { p95Seconds: 0.2, errorShare: 0.01, confidence: 0.95 };
const times = { steps, bounds, loadSeconds: 1, drainSeconds: 5, patienceSeconds: 3 };
const good: Done = { isGood: true, why: '' };

/** A world in which time passes as fast as it can; what is done and saved stands in `log`. */
const world = (own: Partial<RolloutEdge> = {}) => {
  const log: string[] = [];
  let now = 0;
  const edge: RolloutEdge = {
    driver: {
      shift: async (share) => void log.push(`shift ${share}`),
      greenShare: async () => null,
      blueRequests: async () => 0,
      greenUsers: async () => null,
    },
    look: async () => ({ blue: true, green: true }),
    warm: async () => good,
    load: async () => good,
    retire: async () => good,
    save: async ({ phase }) => void log.push(`save ${phase}`),
    tell: () => {},
    clock: () => now,
    sleep: (seconds) =>
      new Promise((resolve) => {
        now += seconds;
        setImmediate(resolve);
      }),
    stop: new AbortController().signal,
    ...own,
  };
  return { edge, log };
};

const failing = (message: string, times: number, then: (share: number) => void) => {
  let left = times;
  return async (share: number): Promise<void> => {
    if (left-- > 0) throw new DriverProblem(message, false);
    then(share);
  };
};

describe('carrying out a rollout', () => {
  it('writes what it is about to do before it does it', async () => {
    const { edge, log } = world();
    expect(await runRollout(begun, times, edge)).toMatchObject({ phase: 'done', greenShare: 1 });
    expect(log).toEqual([
      ...['save clear', 'shift 0', 'save warm', 'save load', 'save shift', 'shift 0.5', 'save hold', 'save shift', 'shift 1'],
      ...['save hold', 'save drain', 'save retire', 'save done'],
    ]);
  });

  it('breaks off what it does when green is gone, and goes back', async () => {
    let looks = 0;
    const { edge, log } = world({
      look: async () => ({ blue: true, green: looks++ < 8 }),
      load: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(good))),
    });
    expect(await runRollout(begun, times, edge)).toMatchObject({ phase: 'rolled-back', why: 'green no longer answers' });
    expect(log.slice(-3)).toEqual(['save undo', 'shift 0', 'save rolled-back']);
  });

  it('tries a driver that does not answer again, for as long as patience lasts', async () => {
    const shifted: number[] = [];
    const driver = { ...world().edge.driver, shift: failing('the socket is gone', 3, (share) => shifted.push(share)) };
    expect((await runRollout(begun, times, world({ driver }).edge)).phase).toBe('done');
    expect(shifted).toEqual([0, 0.5, 1]);
    const never = { ...driver, shift: failing('the socket is gone', 1000, () => {}) };
    expect(await runRollout(begun, times, world({ driver: never }).edge)).toMatchObject({
      phase: 'failed',
      why: 'the socket is gone, tried again for 3 s',
    });
  });

  it('does not try again what was refused for good', async () => {
    let tries = 0;
    const shift = async (): Promise<void> => {
      tries++;
      throw new DriverProblem('there is no such server', true);
    };
    await runRollout(begun, times, world({ driver: { ...world().edge.driver, shift } }).edge);
    expect(tries).toBe(1);
  });

  it('goes back where the driver has other weights than it was given, as after a restart', async () => {
    const { edge, log } = world({ driver: { ...world().edge.driver, greenShare: async () => 0 } });
    expect(await runRollout(begun, times, edge)).toMatchObject({
      phase: 'rolled-back',
      why: 'green has 0 % of the traffic where it was given 50 %; was the driver started anew?',
    });
    expect(log).toContain('save undo');
  });

  it('goes back where its state cannot be written any more, and does nothing where it never could', async () => {
    const full = new UserError('its disk is full', { file: 's.json' });
    const { edge, log } = world({
      save: async ({ phase }) => {
        if (phase !== 'clear' && phase !== 'warm') throw full;
      },
    });
    expect(await runRollout(begun, times, edge)).toMatchObject({ phase: 'rolled-back', why: 's.json: its disk is full' });
    expect(log).toEqual(['shift 0', 'shift 0']);
    const never = world({ save: () => Promise.reject(full) });
    await expect(runRollout(begun, times, never.edge)).rejects.toThrow(full);
    expect(never.log).toEqual([]);
  });

  it('does not claim to know the traffic where a move was broken off', async () => {
    let [looks, isMoving] = [0, false];
    const shift = async (share: number): Promise<void> => {
      isMoving = share > 0;
      if (isMoving) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    const look = async () => ({ blue: !isMoving, green: !isMoving || looks++ === 0 });
    const { edge } = world({ driver: { ...world().edge.driver, shift }, look });
    expect(await runRollout(begun, times, edge)).toMatchObject({ phase: 'failed', greenShare: null });
  });

  it('does not retire a blue that still has requests', async () => {
    let isRetired = false;
    const { edge } = world({
      driver: { ...world().edge.driver, blueRequests: async () => 2 },
      retire: async () => {
        isRetired = true;
        return good;
      },
    });
    expect(await runRollout(begun, times, edge)).toMatchObject({ phase: 'done', why: 'blue still has 2 requests after 5 s, so it was not retired' });
    expect(isRetired).toBe(false);
  });

  it('goes back once it is told to stop', async () => {
    const { edge, log } = world({ stop: AbortSignal.abort('stopped by SIGTERM') });
    expect(await runRollout({ ...begun, phase: 'hold' } satisfies RolloutState, times, edge)).toMatchObject({
      phase: 'rolled-back',
      why: 'stopped by SIGTERM',
    });
    expect(log).toEqual(['save hold', 'save undo', 'shift 0', 'save rolled-back']);
  });
});
