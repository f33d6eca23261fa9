import { describe, expect, it } from 'vitest';
import { judgeFailedBoots } from '../../../src/gate/budgets/failed-boots.js';
import type { BudgetResult } from '../../../src/model/gate.js';
import type { BootReport } from '../../../src/model/report.js';
import { bootReport, causeOf } from '../boot-report.js';

const place = { file: 'coldcase.yaml', line: 3, column: 5 };
const boots = (verdict: BootReport['verdict'], count: number, given: Partial<BootReport> = {}): BootReport[] =>
  Array.from({ length: count }, (_, index) => bootReport({ verdict, id: `${verdict}-${index + 1}`, ...given }));
const judged = (limit: number, ...all: readonly BootReport[]): BudgetResult => judgeFailedBoots(all, { when: null, limit, place });

describe('a limit of boots that fail', () => {
  it.each([
    [0, 0, 1, 0, 'pass', 'None of 1 boot failed; none may.'],
    [1, 0, 2, 0, 'pass', 'None of 2 boots failed; 1 may.'],
    [1, 1, 2, 0, 'pass', '1 of 3 boots failed; 1 may.'],
    [0, 1, 2, 0, 'exceeded', '1 of 3 boots failed; none may.'],
    [2, 3, 0, 5, 'exceeded', '3 of 8 boots failed; 2 may.'],
    [1, 0, 2, 1, 'pass', 'None of 3 boots failed; 1 may.'],
    [1, 1, 2, 1, 'unknown', 'Of 1 boot the log says too little.'],
    [1, 0, 2, 2, 'unknown', 'Of 2 boots the log says too little.'],
    [3, 0, 0, 0, 'unknown', 'No boot was found.'],
  ] as const)('%i, with %i failed, %i good and %i unclear: %s', (limit, failed, good, unclear, verdict, why) => {
    expect(judged(limit, ...boots('failed', failed), ...boots('warm', good), ...boots('unknown', unclear))).toMatchObject({ verdict, why });
  });

  it('tells how many failed, and how many may have', () => {
    expect(judged(2, ...boots('failed', 1), ...boots('warm', 1), ...boots('unknown', 2))).toMatchObject({
      id: 'failedBoots',
      title: 'boots that failed',
      unit: 'count',
      measured: 1,
      range: { low: 1, high: 3 },
      limit: 2,
      margin: 1,
      place,
      howToLog: 'Give the log from its beginning, until the service is ready.',
    });
    expect(judged(2)).toMatchObject({ measured: null, range: null, margin: null });
    expect(judged(2, ...boots('failed', 1)).howToLog).toBeNull();
  });

  it('names the boots that failed, or else those that may have', () => {
    expect(judged(0, ...boots('failed', 2), ...boots('unknown', 1), ...boots('warm', 1)).boots).toEqual(['failed-1', 'failed-2']);
    expect(judged(0, ...boots('unknown', 1), ...boots('warm', 1)).boots).toEqual(['unknown-1']);
  });

  it('shows the first line on what broke each of the first four', () => {
    const at = (line: number) => ({ file: 'server.log', line, text: 'gone' });
    const dead = (line: number): BootReport =>
      bootReport({ verdict: 'failed', causes: [causeOf('slow'), causeOf('oom-device', { severity: 'error', evidence: [at(line), at(line + 50)] })] });
    expect(judged(0, ...[1, 2, 3, 4, 5].map(dead)).evidence.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
    expect(judged(0, ...boots('failed', 1)).evidence).toEqual([]);
  });
});
