import { describe, expect, it } from 'vitest';
import { runsOf } from '../../src/gate/baseline/record.js';
import type { BootReport } from '../../src/model/report.js';
import { timed } from './boot-report.js';
import { budgetOf, gateOf } from './policies.js';

const policy = 'version: 1\nregression: { timeToReady: { share: 10%, floor: 1s } }\n';
const day = new Date('2026-11-01T00:00:00Z');

const baselineOf = (boots: readonly BootReport[], isEachARun = true) => ({
  file: 'b.json',
  baseline: { schemaVersion: 1 as const, runs: runsOf(boots, isEachARun, day).runs },
});

/** Starts of about 40 s, as far apart as real ones. */
const usual = (count: number): BootReport[] => Array.from({ length: count }, (_, index) => timed(39 + (index % 7) / 3 + index / 100));

const judged = async (before: readonly BootReport[], after: readonly BootReport[], text = policy) =>
  budgetOf(await gateOf(text, after, { baseline: baselineOf(before), isEachARun: true }), 'regression.timeToReady');

describe('a figure against the baseline', () => {
  it('fails where it is worse by both floors and beyond chance', async () => {
    const result = await judged(
      usual(10),
      usual(10).map((boot) => timed((boot.timeToReadySeconds ?? 0) * 1.3)),
    );
    expect(result.verdict).toBe('exceeded');
    expect(result.measured).toBeGreaterThan(10);
    expect(result.why).toMatch(
      /^The time to ready is 11\.9 s more than the usual 39\.7 s of 10 runs \(chance alone would do so less than once in 1000 times\)/,
    );
  });

  it('passes without a change, and within either floor', async () => {
    expect((await judged(usual(10), usual(10))).verdict).toBe('pass');
    expect(
      (
        await judged(
          usual(10),
          usual(10).map((boot) => timed((boot.timeToReadySeconds ?? 0) + 3)),
        )
      ).verdict,
    ).toBe('pass');
    const short = [1, 1.01, 1.02, 1.03, 1.04, 1.05, 1.06].map((seconds) => timed(seconds));
    expect(
      (
        await judged(
          short,
          short.map((boot) => timed((boot.timeToReadySeconds ?? 0) * 1.5)),
        )
      ).verdict,
    ).toBe('pass');
  });

  it('of one run can fail from 19 earlier ones on, and below that is unknown, which says how many are needed', async () => {
    expect((await judged(usual(19), [timed(80)])).verdict).toBe('exceeded');
    const few = await judged(usual(18), [timed(80)]);
    expect(few.verdict).toBe('unknown');
    expect(few.why).toMatch(/19 are the fewest for 1 new run/);
  });

  it('is open where it is worse and chance may explain that', async () => {
    const wide = [20, 25, 30, 35, 40, 45, 50, 55, 60, 65].map((seconds) => timed(seconds));
    expect(
      (
        await judged(
          wide,
          [30, 40, 50, 60, 70, 80].map((seconds) => timed(seconds)),
        )
      ).verdict,
    ).toBe('range-crosses');
  });

  it('counts the replicas of one rollout once', async () => {
    const replicas = usual(10).map((boot) => timed((boot.timeToReadySeconds ?? 0) * 1.3));
    const gate = await gateOf(policy, replicas, { baseline: baselineOf(usual(10)), isEachARun: false });
    expect(budgetOf(gate, 'regression.timeToReady').verdict).toBe('unknown');
  });

  it('with another fingerprint is not comparable, with the difference named, unless the policy compares across it', async () => {
    const renewed = (seconds: number) => timed(seconds, 0.4, { runtimeVersion: '0.9.0' });
    const result = await judged(usual(19), [renewed(80)]);
    expect(result).toMatchObject({ verdict: 'not-comparable', measured: null });
    expect(result.why).toBe('The baseline holds no run like this one; the nearest differs in runtimeVersion: 0.8.4 → 0.9.0.');
    expect((await judged(usual(19), [renewed(80)], `${policy}baseline: { across: [runtimeVersion] }\n`)).verdict).toBe('exceeded');
  });

  it('is unknown with an empty baseline, and with one that does not give it', async () => {
    expect((await judged([], [timed(40)])).verdict).toBe('unknown');
    const mute = usual(3).map((boot) => ({ ...boot, timeToReadySeconds: null, attributedSeconds: { startup: 0, firstRequest: 0 } }));
    expect((await judged(mute, [timed(40)])).why).toBe("The baseline's runs do not give the time to ready.");
  });

  it('finds a phase that was not there before', async () => {
    const compile = { phase: 'compile', scope: 'startup', seconds: 12, share: null, basis: 'stated', spans: [] } as const;
    const text = 'version: 1\nregression: { phases: { compile: 10% } }\n';
    const after = usual(10).map((boot) => ({ ...boot, phases: [compile] }));
    const gate = await gateOf(text, after, { baseline: baselineOf(usual(10)), isEachARun: true });
    expect(budgetOf(gate, 'regression.phases.compile')).toMatchObject({ verdict: 'exceeded', measured: 12 });
  });

  it('is told with its limit, its margin, its range and where the policy asks for it', async () => {
    const result = await judged(usual(10), usual(10), policy);
    expect(result).toMatchObject({
      title: 'time to ready against the baseline',
      unit: 'seconds',
      verdict: 'pass',
      measured: 0,
      boots: usual(10).map((_, index) => `server-${index + 1}.log#1`),
      place: { file: 'coldcase.yaml', line: 2 },
      howToLog: null,
    });
    expect(result.limit).toBeCloseTo(3.97, 1);
    expect(result.margin).toBe(result.limit);
    expect(result.range?.low).toBeLessThanOrEqual(0);
    expect(result.range?.high).toBeGreaterThanOrEqual(0);
    expect(result.why).toMatch(/^The time to ready is 0 ms more than the usual 39\.7 s of 10 runs; 3\.97 s more is allowed\.$/);
  });

  it('says how much less it takes where it got better', async () => {
    const faster = usual(10).map((boot) => timed((boot.timeToReadySeconds ?? 0) - 5));
    const result = await judged(usual(10), faster);
    expect(result.why).toMatch(/^The time to ready is 5 s less than the usual/);
    expect([result.verdict, result.measured]).toEqual(['pass', expect.closeTo(-5)]);
  });

  it('is allowed the larger of the two floors', async () => {
    const limit = async (share: string, floor: string) =>
      (await judged(usual(10), usual(10), `version: 1\nregression: { timeToReady: { share: ${share}, floor: ${floor} } }\n`)).limit;
    expect(await limit('1%', '7s')).toBe(7);
    expect(await limit('50%', '7s')).toBeGreaterThan(19);
  });

  it('shows the line of each figure, of four at most', async () => {
    const shown = usual(6).map((boot, index) => ({
      ...boot,
      milestones: {
        ...boot.milestones,
        ready: { seconds: 40, errorSeconds: 0, evidence: [10, 20].map((line) => ({ file: 'a.log', line: line + index, text: 'x' })) },
      },
    }));
    expect((await judged(usual(10), shown)).evidence.map(({ line }) => line)).toEqual([10, 11, 12, 13]);
  });

  it('with too few runs says what to do, with the figures that there are', async () => {
    const few = await judged(usual(18), [timed(80)]);
    expect(few.howToLog).toBe('Record more starts by coldcase baseline record.');
    expect(few.why).toMatch(/, and too few runs to tell that from chance: 19 are the fewest for 1 new run; 3\.99 s more is allowed\.$/);
    expect([few.measured, few.range]).toEqual([expect.closeTo(40.1, 1), { low: null, high: null }]);
    expect((await judged(usual(1), [timed(80), timed(81)])).why).toMatch(/of 1 run, .* for 2 new runs/);
  });

  it('says how often chance alone would do so', async () => {
    const wide = [20, 25, 30, 35, 40, 45, 50, 55, 60, 65].map((seconds) => timed(seconds));
    const open = await judged(
      wide,
      [30, 40, 50, 60, 70, 80].map((seconds) => timed(seconds)),
    );
    expect(open.why).toMatch(/\(chance alone would do so once in \d+ times\)/);
    expect(open.howToLog).toBeNull();
  });

  it('that the nearest run differs in most things from names those of the nearest, and how to compare across them', async () => {
    const renewed = { runtimeVersion: '0.9.0' };
    const other = timed(40, 0.4, { runtimeVersion: '0.9.0', fingerprint: { model: 'b' } });
    const result = await judged([other, ...usual(3)], [timed(80, 0.4, { ...renewed, fingerprint: { model: 'c' } })]);
    expect(result.verdict).toBe('not-comparable');
    expect(result.why).toBe('The baseline holds no run like this one; the nearest differs in model: b → c.');
    expect(result.howToLog).toBe('Record such a start by coldcase baseline record, or compare across it: `baseline: { across: [model] }`.');
    expect([result.measured, result.range, result.limit, result.margin]).toEqual([null, null, null, null]);
  });

  it('that cannot be told is unknown, with what is missing', async () => {
    const silent = { timeToReadySeconds: null, milestones: { listening: null, ready: null, warm: null }, attributedSeconds: { startup: 0, firstRequest: 0 } };
    const told = async (before: readonly BootReport[], given: Partial<BootReport>) => {
      const { verdict, why, howToLog } = await judged(before, [timed(40, 0.4, given)]);
      return [verdict, why, howToLog];
    };
    expect(await told([], {})).toEqual(['unknown', 'The baseline holds no run yet.', 'Record a good start by coldcase baseline record.']);
    expect(await told(usual(3), silent)).toEqual([
      'unknown',
      expect.stringMatching(/^The time to ready cannot be told: the log does not hold both/),
      expect.any(String),
    ]);
    expect(await told(usual(3), { ...silent, verdict: 'failed' })).toEqual(['unknown', 'The time to ready has no end: it never got ready.', null]);
    expect(await told(usual(3), { ...silent, attributedSeconds: { startup: 9, firstRequest: 0 } })).toEqual([
      'unknown',
      'The log does not hold the whole of the time to ready.',
      null,
    ]);
    const mute = usual(3).map((boot) => ({ ...boot, ...silent }));
    expect(await told(mute, {})).toEqual(['unknown', "The baseline's runs do not give the time to ready.", 'Record starts whose log gives it.']);
  });
});
