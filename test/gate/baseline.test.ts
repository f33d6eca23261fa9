import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Baseline, emptyBaseline } from '../../src/gate/baseline/baseline.js';
import { baselineText, parseBaseline } from '../../src/gate/baseline/file.js';
import { merged, newest, runsOf } from '../../src/gate/baseline/record.js';
import { UserError } from '../../src/model/user-error.js';
import { bootReport, timed } from './boot-report.js';

const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));
const recorded = (seconds: readonly number[], day: number): Baseline => ({
  schemaVersion: 1,
  runs: runsOf(
    seconds.map((one) => timed(one)),
    true,
    at(day),
  ).runs,
});

const baselines = fc
  .array(fc.record({ seconds: fc.integer({ min: 1, max: 50 }), day: fc.integer({ min: 1, max: 9 }) }), { maxLength: 8 })
  .map((entries) => merged(entries.map(({ seconds, day }) => recorded([seconds], day))));

const problemOf = (text: string): string => {
  try {
    parseBaseline('b.json', text);
    return '';
  } catch (error) {
    return error instanceof UserError ? error.message : String(error);
  }
};

describe('recording', () => {
  it('makes one run of the replicas of a rollout, or one of each start', () => {
    const boots = [timed(40), timed(41)];
    expect(runsOf(boots, false, at(1)).runs.map(({ boots: own }) => own.length)).toEqual([2]);
    expect(runsOf(boots, true, at(1)).runs.map(({ boots: own }) => own.length)).toEqual([1, 1]);
  });

  it('parts boots with another fingerprint', () => {
    const other = timed(41, 0.4, { fingerprint: { gpu: 'H100' } });
    expect(runsOf([timed(40), other], false, at(1)).runs.map(({ fingerprint }) => fingerprint)).toMatchObject([
      { runtime: 'vllm' },
      { runtime: 'vllm', gpu: 'H100' },
    ]);
  });

  it('leaves out boots that failed', () => {
    const { runs, leftOut } = runsOf([bootReport({ verdict: 'failed' })], false, at(1));
    expect([runs.length, leftOut.length]).toEqual([0, 1]);
  });
});

describe('joining', () => {
  it('is the same in any order, and of a baseline with itself nothing new', () => {
    fc.assert(
      fc.property(baselines, baselines, baselines, (a, b, c) => {
        const text = baselineText(merged([a, b, c]));
        expect(baselineText(merged([c, a, b]))).toBe(text);
        expect(baselineText(merged([merged([a, b]), c]))).toBe(text);
        expect(baselineText(merged([a, a]))).toBe(baselineText(a));
      }),
    );
  });

  it('keeps the first moment of a run that both have', () => {
    expect(merged([recorded([40], 5), recorded([40], 2)]).runs.map((run) => run.recorded)).toEqual([at(2).toISOString()]);
  });

  it('keeps the newest runs of each kind', () => {
    const all = merged([recorded([1], 1), recorded([2], 2), recorded([3], 3)]);
    expect(newest(all, 2).runs.map(({ boots }) => boots[0]?.timeToReady)).toEqual([2, 3]);
  });
});

describe('the file', () => {
  it('holds a run a line, and reads back as it was', () => {
    fc.assert(
      fc.property(baselines, (baseline) => {
        const text = baselineText(baseline);
        expect(parseBaseline('b.json', text)).toEqual(baseline);
        expect(text.split('\n').filter((line) => line.includes('"id"'))).toHaveLength(baseline.runs.length);
      }),
    );
    expect(parseBaseline('b.json', baselineText(emptyBaseline))).toEqual(emptyBaseline);
  });

  it.each([
    ['{ "schemaVersion": 2, "runs": [] }', 'b.json: is a baseline of version 2, and this coldcase reads version 1; install a newer coldcase'],
    [
      '{ "schemaVersion": 1,\n<<<<<<< HEAD\n',
      'b.json:2: holds a conflict of two branches; take each side out with git show, and join them by coldcase baseline merge',
    ],
    ['[]', expect.stringMatching(/^b\.json: is no baseline .*; coldcase baseline record writes one$/)],
    ['not json', expect.stringMatching(/^b\.json: is no baseline: .*; coldcase baseline record writes one$/)],
  ])('that is none is told with the mend: %j', (text, message) => {
    expect(problemOf(text)).toEqual(message);
  });
});
