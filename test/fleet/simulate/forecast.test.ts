import { describe, expect, it } from 'vitest';
import { choose } from '../../../src/fleet/simulate/choose.js';
import { forecast } from '../../../src/fleet/simulate/forecast.js';
import { measuredIn } from '../../../src/fleet/simulate/measured.js';
import { usualStrategies } from '../../../src/fleet/simulate/strategies.js';
import { bootReport } from '../../gate/boot-report.js';
import { scenario, strategy } from './scenarios.js';

const settings = { seed: 1, precision: 0.05, mostReplications: 8 };
const cold = [{ cause: 'device-init-in-request', seconds: 3 }];
const stepped = strategy({ name: 'as it is', balancing: 'round-robin', scaler: { kind: 'steps', initial: 1, steps: [{ atSeconds: 20, replicas: 3 }] } });
const scaleOut = scenario({ cold, objective: { quantile: 0.95, seconds: 0.3, met: 0.9 }, strategies: usualStrategies({ ...stepped, warmShapes: ['all'] }) });

describe('a forecast', () => {
  it('finds that waiting for the warmup keeps what starting cold does not', async () => {
    const { strategies } = await forecast(scaleOut, settings);
    const { chosen, reason } = choose(strategies, scaleOut.objective);
    expect(strategies[0]).toMatchObject({ name: 'as it is', keeps: false });
    expect(chosen).toBe('ready once warm');
    expect(reason).toContain('`ready once warm` keeps p95 under 300 ms for 90 % of the time');
  });

  it('says the same twice', async () => {
    expect(await forecast(scaleOut, settings)).toEqual(await forecast(scaleOut, settings));
  });

  it('ends as soon as the intervals are as narrow as asked', async () => {
    const plain = scenario({ objective: { quantile: 0.95, seconds: 1, met: 0.99 }, strategies: [strategy()] });
    const made = await forecast(plain, { ...settings, precision: 0.5, mostReplications: 100 });
    expect(made).toMatchObject({ replications: 6, isPrecise: true });
    expect(await forecast(plain, { ...settings, precision: 0.0001, mostReplications: 7 })).toMatchObject({ replications: 7, isPrecise: false });
  });

  it('goes on while it is open whether the objective is kept', async () => {
    const wide = { ...settings, precision: 1, mostReplications: 12 };
    // About every other replication has a window over 200 ms, and none one over 1 s.
    const under = (seconds: number) => scenario({ objective: { quantile: 0.95, seconds, met: 0.99 }, strategies: [strategy()] });
    expect(await forecast(under(0.2), wide)).toMatchObject({ replications: 12, isPrecise: false });
    expect(await forecast(under(1), wide)).toMatchObject({ replications: 6, isPrecise: true });
  });

  it('tells lost requests as no latency at all', async () => {
    const lossy = scenario({ arrivals: { kind: 'constant', perSecond: 100 }, service: { ...scenario().service, queue: 2 } });
    const [only] = (await forecast(lossy, settings)).strategies;
    expect(only?.p95).toEqual({ value: null, low: null, high: null });
    expect(only?.lost.value).toBeGreaterThan(1000);
    expect(only?.keeps).toBe(false);
  });

  it('ends where it is interrupted, with what there is', async () => {
    let asked = 0;
    expect(await forecast(scaleOut, { ...settings, isInterrupted: () => ++asked > 2 })).toMatchObject({ replications: 2, isPrecise: false });
  });
});

describe('choosing', () => {
  it('says what comes nearest where nothing keeps the objective', async () => {
    const hard = { ...scaleOut, objective: { quantile: 0.95, seconds: 0.01, met: 1 } };
    const { chosen, reason } = choose((await forecast(hard, settings)).strategies, hard.objective);
    expect(chosen).toBeNull();
    expect(reason).toMatch(/^No strategy keeps p95 under 10 ms; `.*` comes nearest and is over it for /);
  });

  it('does not say that what costs the same costs less', async () => {
    const { strategies } = await forecast(scaleOut, settings);
    const equal = strategies.slice(0, 2).map((one) => ({ ...one, replicaSeconds: { value: 100, low: 100, high: 100 } }));
    expect(choose(equal, scaleOut.objective)).toEqual({
      chosen: 'ready once warm',
      reason: expect.stringMatching(/for 100 replica-seconds; `as it is` costs as much and is over it for /),
    });
  });
});

describe('what boots show', () => {
  it('gives starts, cold work and request times, and nothing of what failed', () => {
    const boots = [
      bootReport({ timeToReadySeconds: 30, steadySeconds: 0.1 }),
      bootReport({ timeToReadySeconds: 50, steadySeconds: 0.12 }),
      bootReport({ timeToReadySeconds: 999, verdict: 'failed' }),
    ];
    const measured = measuredIn(boots);
    expect(measured.startSeconds).toEqual([30, 50]);
    expect(measured.shapes.map(({ steadySeconds }) => steadySeconds)).toEqual([0.11]);
  });
});
