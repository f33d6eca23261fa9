import { describe, expect, it } from 'vitest';
import type { BootReport } from '../../../src/model/report.js';
import { surroundingsOf } from '../../../src/report/html/surroundings.js';
import { lessonBoot, reportOf } from '../lesson-report.js';

const quiet: BootReport = { ...lessonBoot, causes: [], phases: [], checklist: [], gaps: [] };
const bootAt = (...lines: number[]): BootReport => ({
  ...quiet,
  milestones: { listening: null, warm: null, ready: { seconds: 1, evidence: lines.map((line) => ({ file: 'a.log', line, text: 'ready' })) } },
});

describe('the lines that a page has of its logs', () => {
  it('are those around each piece of evidence, each once and in order', () => {
    const around = (_: string, line: number) => [line - 1, line, line + 1].map((at) => ({ line: at, text: `line ${at}` }));
    expect(surroundingsOf(reportOf(bootAt(9, 8)), around)).toEqual({
      'a.log': [
        [7, 'line 7'],
        [8, 'line 8'],
        [9, 'line 9'],
        [10, 'line 10'],
      ],
    });
  });

  it('are harmless, and cut where they are long', () => {
    const around = () => [
      { line: 1, text: '\u001b[2J' },
      { line: 2, text: 'x'.repeat(1000) },
    ];
    expect(surroundingsOf(reportOf(bootAt(1)), around)).toEqual({
      'a.log': [
        [1, '\\x1b[2J'],
        [2, `${'x'.repeat(400)} …`],
      ],
    });
  });

  it('are those of causes before those of phases where there is no room for all', () => {
    const [cause] = lessonBoot.causes;
    const [phase] = lessonBoot.phases;
    if (cause === undefined || phase === undefined) throw new Error('the lesson has causes and phases');
    const spans = Array.from({ length: 3 }, (_, index) => ({ ...phase.spans[0], evidence: [{ file: 'a.log', line: (index + 1) * 1_000_000, text: '' }] }));
    const boot = { ...quiet, causes: [{ ...cause, evidence: [{ file: 'a.log', line: 5, text: '' }] }], phases: [{ ...phase, spans }] } as BootReport;
    const around = (_: string, line: number) => Array.from({ length: 15_000 }, (__, index) => ({ line: line + index, text: 'x'.repeat(300) }));
    const lines = surroundingsOf(reportOf(boot), around)['a.log']?.map(([line]) => line) ?? [];
    expect(lines[0]).toBe(5);
    expect(lines.some((line) => line >= 3_000_000)).toBe(false);
  });
});
