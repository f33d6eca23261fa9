import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BootReport } from '../../src/model/report.js';
import { renderCsv } from '../../src/report/csv.js';
import { capturedGolden, capturedLogs, capturedReport } from './captured-reports.js';
import { lessonBoot, reportOf } from './lesson-report.js';
import { vllmBoot } from './vllm-report.js';

/** Reads RFC 4180: cells in rows. Throws where a quote stands in a cell that is not quoted. */
const parse = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (match === null) throw new Error(`no cell at ${at}: ${text.slice(at, at + 40)}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
};

type Row = { readonly [column: string]: string };

const rowsOf = (...boots: BootReport[]): Row[] => {
  const [head = [], ...rows] = parse(renderCsv(reportOf(...boots)));
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [head[index], cell])));
};

const reasonAsCell = (reason: string): string => rowsOf({ ...lessonBoot, reason })[0]?.summary ?? '';

describe('the report as a table', () => {
  it.each(capturedLogs)('shows %s as agreed', async (name) => {
    await expect(renderCsv(await capturedReport(name))).toMatchFileSnapshot(capturedGolden(name, 'csv'));
  });

  it('shows the lesson as agreed', async () => {
    await expect(renderCsv(reportOf(lessonBoot))).toMatchFileSnapshot('golden/lesson.csv');
  });

  it('has only its head where no boot was found', () => {
    expect(renderCsv(reportOf()).split('\r\n')).toEqual([expect.stringMatching(/^boot,replica,runtime,kind,name,/), '']);
  });

  it('adds up: phases and gaps of the start are its time to ready', async () => {
    const [boot] = (await capturedReport('gpu/compile-in-request')).boots;
    if (boot === undefined) throw new Error('the log holds a start');
    const parts = rowsOf(boot).filter((row) => row.scope === 'startup' && (row.kind === 'phase' || row.kind === 'gap'));
    const sum = parts.reduce((seconds, row) => seconds + Number(row.seconds), 0);
    expect(sum).toBeCloseTo(boot.timeToReadySeconds ?? 0, 1);
  });

  it('keeps every text in one cell of one row, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (reason, replica) => {
        const rows = rowsOf({ ...lessonBoot, reason, replica });
        expect(rows).toHaveLength(rowsOf(lessonBoot).length);
        expect(renderCsv(reportOf({ ...lessonBoot, reason, replica })).split('\n')).toHaveLength(rows.length + 2);
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1+1', ' =1', '"=1', '\'" =1', '\n=1', '\r@x', '＝1', '－1'])('lets no spreadsheet run %j', (text) => {
    expect(reasonAsCell(text)).toMatch(/^'/);
  });

  it('lets none run what stands behind a semicolon, where that begins a cell', () => {
    expect(reasonAsCell('cost; "=cmd()')).toBe('cost;\' "=cmd()');
  });

  it('leaves its own figures numbers, and other texts as they are', () => {
    const [gap] = vllmBoot.gaps;
    if (gap === undefined) throw new Error('this boot has a gap');
    expect(rowsOf({ ...vllmBoot, gaps: [{ ...gap, startSeconds: -0.5 }] }).find((row) => row.kind === 'gap')?.start_seconds).toBe('-0.5');
    expect(reasonAsCell('a = b, "quoted"; 50 % - done')).toBe('a = b, "quoted"; 50 % - done');
  });

  it('writes a record of several lines into one row', () => {
    expect(reasonAsCell('Traceback:\n  File "x"\nKeyError')).toBe('Traceback: ↵ File "x" ↵ KeyError');
  });
});
