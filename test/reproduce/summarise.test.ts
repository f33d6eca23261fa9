import { describe, expect, it } from 'vitest';
import type { Trial } from '../../src/model/reproduction.js';
import { changes } from '../../src/reproduce/changes.js';
import { conditionsFor } from '../../src/reproduce/conditions.js';
import { compareConditions, summariseAtOnce, summariseChanges, summariseConditions, summariseShapes } from '../../src/reproduce/summarise.js';
import { madeTrial } from './made-trials.js';

const conditions = conditionsFor('cold');
const rounds = Array.from({ length: 10 }, (_, round) => round);
const trials: Trial[] = rounds.flatMap((round) => {
  const drift = round / 1000;
  return [
    madeTrial('page-cache-cold', round, { import: 0.05 + drift, 'file-read': 0.2 + drift, 'first-run': 0.01 }),
    madeTrial('page-cache-warm', round, { import: 0.05 + drift, 'file-read': 0.1 + drift, 'first-run': 0.01 }),
    madeTrial('page-cache-warm-again', round, { import: 0.05 + drift, 'file-read': 0.1 + drift, 'first-run': 0.01 }),
  ];
});
const failed: Trial = {
  condition: 'page-cache-cold',
  round: 10,
  startedAt: null,
  failure: 'killed',
  stages: [{ stage: 'import', startSeconds: 0, seconds: 9, peakBytes: 1 }],
  runs: [],
};

describe('the summary of conditions', () => {
  it('has medians with intervals by stage and to the first answer, and the peak of memory', () => {
    const [cold] = summariseConditions(conditions, trials);
    expect(cold?.firstAnswer.seconds).toBeCloseTo(0.26 + 0.009, 9);
    expect(cold?.stages.map(({ stage }) => stage)).toEqual(['import', 'file-read', 'first-run']);
    expect(cold?.stages[0]?.median.seconds).toBeCloseTo(0.0545, 9);
    expect(cold?.stages[0]?.median.low).toBeCloseTo(0.051, 9);
    expect(cold?.stages[0]?.peakBytes).toBe(7000);
  });

  it('counts failed trials, and takes nothing else from them', () => {
    const [cold] = summariseConditions(conditions, [...trials, failed]);
    expect([cold?.trials, cold?.failed, cold?.stages[0]?.median.values]).toEqual([10, 1, 10]);
  });

  it('leaves out a condition of which no trial came to its end', () => {
    expect(summariseConditions(conditions, [failed])).toEqual([]);
  });

  it('gives what lies between the stages', () => {
    const late = madeTrial('page-cache-warm', 0, { import: 0.1, 'first-run': 0.1 });
    const stages = late.stages.map((stage) => (stage.stage === 'first-run' ? { ...stage, startSeconds: 0.15 } : stage));
    expect(summariseConditions(conditions, [{ ...late, stages }])[0]?.between.seconds).toBeCloseTo(0.05, 9);
  });
});

describe('the comparison of conditions', () => {
  it('finds the stage that the page cache costs, and no other', () => {
    const cold = compareConditions(conditions, trials).filter(({ condition }) => condition === 'page-cache-cold');
    expect(cold.map(({ stage, difference }) => [stage, difference.verdict])).toEqual([
      [null, 'clear'],
      ['import', 'noise'],
      ['file-read', 'clear'],
      ['first-run', 'noise'],
    ]);
    expect(cold[2]?.difference.seconds).toBeCloseTo(0.1, 9);
  });

  it('finds nothing between a condition and itself', () => {
    const again = compareConditions(conditions, trials).filter(({ condition }) => condition === 'page-cache-warm-again');
    expect(new Set(again.map(({ difference }) => difference.verdict))).toEqual(new Set(['noise']));
  });
});

describe('the summary of shapes', () => {
  const shapes = [{ batch: 1 }, { batch: 8 }];

  it('keeps the first run of a process apart from one after other shapes', () => {
    const runs = rounds.flatMap((round) => [
      madeTrial('page-cache-warm', round, {}, { shape: { batch: 1 }, position: round % 2, first: round % 2 === 0 ? 0.006 : 0.002 }),
      madeTrial('page-cache-warm-again', round, {}, { shape: { batch: 8 }, position: 1 }),
    ]);
    const [one, eight] = summariseShapes(conditionsFor('cold'), shapes, runs);
    expect([one?.firstInProcess?.seconds, one?.firstAfterOthers?.seconds]).toEqual([0.006, 0.002]);
    expect([eight?.firstInProcess, eight?.penalty]).toEqual([null, null]);
  });

  it('takes the later half of the runs as steady, and the penalty within each process', () => {
    const [one] = summariseShapes(conditionsFor('cold'), [{ batch: 1 }], trials);
    expect(one?.steady.seconds).toBe(0.001);
    expect(one?.penalty).toMatchObject({ seconds: 0.002, verdict: 'clear' });
  });

  it('leaves the trials with a cold page cache out', () => {
    expect(summariseShapes(conditionsFor('cold'), [{ batch: 1 }], trials)[0]?.steady.values).toBe(20);
  });
});

describe('the summary of changes', () => {
  const changed = conditionsFor(
    'cold',
    changes.filter(({ id }) => id === 'threads' || id === 'arena'),
  );
  const withChanges = rounds.flatMap((round) => [
    madeTrial('threads', round, { 'file-read': 0.05 + round / 1000, 'first-run': 0.01 }, { steady: 0.004 }),
    madeTrial('arena', round, { 'file-read': 0.15 + round / 500, 'first-run': 0.01 }),
  ]);

  it('has what each saves of a start and costs in a steady run', () => {
    const [threads, arena] = summariseChanges(changed, [...trials, ...withChanges], [{ batch: 1 }], (id) => id.length);
    expect([threads?.firstAnswer.verdict, threads?.steady.verdict, threads?.diskBytes]).toEqual(['clear', 'clear', 7]);
    expect(threads?.firstAnswer.seconds).toBeCloseTo(0.06 - 0.169 + 0.0045, 3);
    expect(threads?.steady.seconds).toBeCloseTo(0.003, 9);
    expect([arena?.firstAnswer.verdict, arena?.steady.verdict, arena?.peakBytes]).toEqual(['noise', 'noise', 0]);
  });

  it('leaves out a change of which no trial came to its end', () => {
    expect(summariseChanges(changed, trials, [{ batch: 1 }], () => 0)).toEqual([]);
  });
});

describe('the summary of first requests at once', () => {
  it('has the first and the last answer of each condition, and the last over that of as many once warm', () => {
    const asked = trials.map((trial) => ({ ...trial, atOnce: { coldSeconds: [0.2, 0.3, 0.6], warmSeconds: [0.1, 0.2, 0.3] } }));
    const [cold, warm, again] = summariseAtOnce(conditions, asked);
    expect([cold?.condition, warm?.condition, again?.condition]).toEqual(['page-cache-cold', 'page-cache-warm', 'page-cache-warm-again']);
    expect([cold?.requests, cold?.firstAnswered.seconds, cold?.lastAnswered.seconds, cold?.warmLastAnswered.seconds]).toEqual([3, 0.2, 0.6, 0.3]);
    expect(cold?.lastOverWarm).toMatchObject({ seconds: 0.3, verdict: 'clear' });
  });

  it('is empty where requests came one by one', () => {
    expect(summariseAtOnce(conditions, trials)).toEqual([]);
  });
});
