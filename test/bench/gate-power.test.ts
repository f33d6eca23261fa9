import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exactFalseAlarms } from './gate/gate-trials.js';
import { columns, powerCells } from './gate/power-page.js';
import { equalSides, powerRow, trials } from './gate/power-tables.js';

/** The rows of the page's tables under a heading, as cells. */
function rowsUnder(heading: string): string[][] {
  const [, section = ''] = readFileSync('docs/gate-power.md', 'utf8').split(`\n## ${heading}\n`);
  const rows = section.split('\n## ')[0]?.match(/^\|.*\|$/gm) ?? [];
  return rows.filter((row) => !row.startsWith('| ---')).map((row) => row.slice(2, -2).split(' | '));
}

const powerTables = ['Twelve budgets', 'One budget', 'A few new runs against a longer baseline'];
const points = (cell: string | undefined) => Number.parseFloat(cell ?? '');

describe('docs/gate-power.md', () => {
  test.each(powerTables)('has false alarms and the power of each change under "%s"', (heading) => {
    const [head = [], ...rows] = rowsUnder(heading);
    expect(head.slice(2)).toEqual(columns);
    for (const row of rows) expect(row).toHaveLength(head.length);
  });

  test('says what the program says now', () => {
    const stream = equalSides(12).findIndex(({ kind, after }) => kind.name === 'regular, CV 0.1' && after === 5);
    const [row] = equalSides(12).slice(stream);
    if (row === undefined) throw new Error('no such row');
    expect(rowsUnder('Twelve budgets')[stream + 1]).toEqual([row.kind.name, '5', ...powerCells(powerRow(row, 1, stream))]);
  });

  test.each(powerTables)('has no more false alarms than one gate in twenty under "%s"', (heading) => {
    const told = rowsUnder(heading).filter((row) => row[3]?.endsWith('%'));
    expect(told.length).toBeGreaterThan(5);
    // Four standard errors of the simulation: one such row in ten thousand strays further.
    const error = 4 * Math.sqrt((0.05 * 0.95) / trials.falseAlarms) * 100;
    for (const row of told) {
      expect(points(row[3])).toBeLessThanOrEqual(5);
      expect(Math.abs(points(row[2]) - points(row[3]))).toBeLessThan(error);
    }
  });

  test('sees a fifth more among a dozen budgets in at least 80 % of gates, with 10 runs a side and a CV up to 0.1', () => {
    const rows = rowsUnder('Twelve budgets').filter(([name = '', runs]) => /CV 0\.(05|1)$/.test(name) && runs === '10');
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(points(row[5])).toBeGreaterThanOrEqual(80);
  });
});

test('counts false alarms from the steps that p-values have', () => {
  // 5 against 5: only the first of 252 splits is within 0.05 / 12.
  expect(exactFalseAlarms(5, 5, 12)).toBeCloseTo(1 - (251 / 252) ** 12, 12);
  expect(exactFalseAlarms(3, 3, 1)).toBeCloseTo(0.05, 12);
  expect(exactFalseAlarms(3, 3, 12)).toBeNull();
});
