import { describe, expect, it } from 'vitest';
import { judgeRequired } from '../../../src/gate/budgets/required.js';
import type { BootReport, CheckStatus } from '../../../src/model/report.js';
import { bootReport } from '../boot-report.js';

const place = { file: 'coldcase.yaml', line: 3, column: 5 };
const at = (line: number) => ({ file: 'server.log', line, text: '' });
const checked = (id: string, status: CheckStatus, why = `it is ${status}.`): BootReport =>
  bootReport({
    id,
    checklist: [
      { item: 'other', title: 'Other', status: 'fail', why: 'no', evidence: [] },
      { item: 'tokenizer-ready', title: 'The tokenizer is ready', status, why, evidence: [1, 2, 3, 4, 5].map(at) },
    ],
  });
const judged = (...boots: readonly BootReport[]) => judgeRequired('tokenizer-ready', place, boots);

describe('a required item of the checklist', () => {
  it.each([
    ['pass', 'pass'],
    ['fail', 'exceeded'],
    ['unknown', 'unknown'],
  ] as const)('that is %s is %s', (status, verdict) => {
    expect(judged(checked('a', status))).toMatchObject({
      id: 'checklist.tokenizer-ready',
      title: 'The tokenizer is ready',
      verdict,
      why: `It is ${status}.`,
      boots: ['a'],
      place,
    });
  });

  it('is judged by the gravest of several boots, with its lines', () => {
    const result = judged(checked('a', 'pass'), checked('b', 'fail', 'tokenizer. In a request'), checked('c', 'unknown'), checked('d', 'fail'));
    expect(result).toMatchObject({ verdict: 'exceeded', why: 'Tokenizer. In a request (2 of 4 boots).', boots: ['b', 'd'] });
    expect(result.evidence.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
  });

  it('is unknown where no boot has it', () => {
    for (const boots of [[], [bootReport({ checklist: [] })]])
      expect(judged(...boots)).toMatchObject({ title: 'tokenizer-ready', verdict: 'unknown', why: 'No boot was found.', boots: [], evidence: [] });
  });
});
