import { describe, expect, it } from 'vitest';
import { judgePercentile } from '../../../src/gate/budgets/percentile.js';
import { measures } from '../../../src/gate/measures.js';
import type { BudgetResult } from '../../../src/model/gate.js';
import type { BootReport } from '../../../src/model/report.js';
import { bootReport, timed } from '../boot-report.js';

const place = { file: 'coldcase.yaml', line: 3, column: 5 };
const measure = measures.get('timeToReady');
if (measure === undefined) throw new Error('there is no such measure');

const judged = (limit: number, ...boots: readonly BootReport[]): BudgetResult | null =>
  judgePercentile(
    measure,
    boots.map((boot) => ({ boot, clause: { measure: 'timeToReady', statistic: 'p95', limit, when: null, place } })),
  );
const many = (count: number, seconds = 40): BootReport[] => Array.from({ length: count }, () => timed(seconds));

describe('a limit of the 95th percentile', () => {
  it('is kept where even its upper bound is within it', () => {
    expect(judged(40, ...many(59))).toMatchObject({
      id: 'timeToReady.p95',
      title: 'p95 of time to ready',
      verdict: 'pass',
      why: 'The p95 of time to ready is between 40 s and 40 s with 95 % confidence, from 59 boots; 40 s is allowed.',
      measured: 40,
      range: { low: 40, high: 40 },
      limit: 40,
      margin: 0,
      place,
      howToLog: null,
      evidence: [],
    });
  });

  it('is exceeded where even its lower bound is beyond it', () => {
    expect(judged(39, ...many(59))).toMatchObject({ verdict: 'exceeded', margin: -1 });
  });

  it('is open where the bounds lie on both sides', () => {
    expect(judged(40, ...many(58), timed(60))).toMatchObject({ verdict: 'range-crosses', measured: 60, range: { low: 40, high: 60 }, margin: -20 });
    expect(judged(59, ...many(58), timed(60))?.verdict).toBe('range-crosses');
  });

  it('is unknown from fewer than 59 boots', () => {
    expect(judged(40, ...many(58))).toMatchObject({
      verdict: 'unknown',
      why: 'The p95 of time to ready cannot be told from 58 boots that state it: 59 are the fewest.',
      measured: null,
      range: null,
      margin: null,
      howToLog: 'Give the logs of at least 59 starts.',
    });
  });

  it('counts only boots that state it', () => {
    const mute = bootReport({ id: 'mute', timeToReadySeconds: null, verdict: 'unknown' });
    const result = judged(40, ...many(58), mute);
    expect(result).toMatchObject({ verdict: 'unknown', why: expect.stringContaining('58 boots') });
    expect(result?.boots).toHaveLength(59);
  });

  it('is none where there is no boot', () => {
    expect(judged(40)).toBeNull();
  });
});
