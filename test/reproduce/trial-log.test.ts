import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/index.js';
import type { StageName, Trial } from '../../src/model/reproduction.js';
import { trialLog } from '../../src/reproduce/trial-log.js';
import { madeTrial } from './made-trials.js';

const second = 1000;
const begin = Date.parse('2026-11-26T18:00:00.000Z');

/** Trials one after the other, a minute apart. */
const trialsOf = (...starts: Partial<{ readonly [stage in StageName]: number }>[]): Trial[] =>
  starts.map((stages, round) => ({ ...madeTrial('page-cache-cold', round, stages), startedAt: new Date(begin + round * 60 * second).toISOString() }));

const bootsOf = async (trials: readonly Trial[]) => (await diagnose(trialLog(trials).split('\n'))).boots;

const quick = { 'process-start': 0.05, import: 0.25, 'file-read': 0.5, 'session-creation': 1.25, 'input-building': 0.001, 'first-run': 0.2 };

describe('the log of trials', () => {
  it('is diagnosed as one boot a trial, with the seconds of its stages as phases', async () => {
    const boots = await bootsOf(trialsOf(quick, { ...quick, 'session-creation': 2 }));
    const phases = boots.map((boot) =>
      Object.fromEntries(boot.phases.filter(({ scope }) => scope === 'startup').map(({ phase, seconds }) => [phase, seconds])),
    );
    expect(phases).toEqual([
      { process: 0.3, 'weights-load': 0.5, compile: 1.25 },
      { process: 0.3, 'weights-load': 0.5, compile: 2 },
    ]);
    expect(boots.map(({ timeToReadySeconds }) => timeToReadySeconds)).toEqual([2.05, 2.8]);
  });

  it('has the first request of each', async () => {
    const [boot] = await bootsOf(trialsOf(quick));
    expect(boot?.firstRequestSeconds).toBe(0.003);
  });

  it('shows the cause that the trials paid for', async () => {
    const [boot] = await bootsOf(trialsOf({ ...quick, 'session-creation': 12 }));
    expect(boot?.causes.map(({ id }) => id)).toContain('graph-optimization-at-load');
  });

  it('leaves out what failed or never began', () => {
    const [trial] = trialsOf(quick);
    expect(trialLog([])).toBe('');
    expect(
      trial === undefined
        ? null
        : trialLog([
            { ...trial, failure: 'killed' },
            { ...trial, startedAt: null },
          ]),
    ).toBe('');
  });

  it('of a service that loads by its first request is one whose request loaded', async () => {
    const [boot] = (await diagnose(trialLog(trialsOf({ ...quick, 'session-creation': 2.5 }), 'lazy').split('\n'), { thresholds: 'fine' })).boots;
    expect(boot?.loading?.strategy).toBe('lazy');
    expect(boot?.timeToReadySeconds).toBeCloseTo(0.3, 2);
    expect(boot?.phases.filter(({ scope }) => scope === 'request').map(({ phase }) => phase)).toEqual(expect.arrayContaining(['weights-load', 'compile']));
    expect(boot?.firstRequestSeconds).toBeCloseTo(0.5 + 2.5 + 0.001 + 0.003, 2);
  });

  it('has first requests that came together, which its diagnosis finds: to a service that is ready, and to one that loads by them', async () => {
    const [trial] = trialsOf(quick);
    if (trial === undefined) throw new Error('no trial');
    const together = { ...trial, atOnce: { coldSeconds: [0.2, 0.4, 0.6], warmSeconds: [0.1, 0.2, 0.3] } };
    const [eager] = await bootsOf([together]);
    expect(eager).toMatchObject({ firstRequestsAtOnce: 3, firstRequestSeconds: 0.2, loading: { strategy: 'eager' } });
    const loading = { ...together, atOnce: { ...together.atOnce, coldSeconds: [1.951, 2.151, 2.351] } };
    const [lazy] = (await diagnose(trialLog([loading], 'lazy').split('\n'), { thresholds: 'fine' })).boots;
    expect(lazy).toMatchObject({ firstRequestsAtOnce: 3, loading: { strategy: 'lazy' } });
    expect(lazy?.firstRequestSeconds).toBeCloseTo(1.951, 3);
    const [one] = await bootsOf([trial]);
    expect(one?.firstRequestsAtOnce).toBeUndefined();
  });

  it('tells of the tokenizer and the warmup, before the service is ready', async () => {
    const [boot] = await bootsOf(trialsOf({ import: 0.2, 'file-read': 0.1, 'session-creation': 0.5, 'tokenizer-load': 0.75, warmup: 0.25, 'first-run': 0.1 }));
    const startup = boot?.phases.filter(({ scope }) => scope === 'startup').map(({ phase, seconds }) => [phase, seconds]);
    expect(startup).toEqual(
      expect.arrayContaining([
        ['tokenizer', 0.75],
        ['warmup', 0.25],
      ]),
    );
    expect(boot?.timeToReadySeconds).toBe(1.8);
  });
});
