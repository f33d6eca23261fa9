import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, inline } from '../../../src/report/markdown/escape.js';
import { table } from '../../../src/report/markdown/table.js';
import { hostile } from './hostile.js';
import { deedsOf, pingsIn, tokensOf } from './parsed.js';

const count = (markdown: string, type: string): number => tokensOf(markdown).filter((token) => token.type === type).length;

describe('a table', () => {
  it('has as many cells in each row as columns, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile), { minLength: 1, maxLength: 4 }), (rows) => {
        const page = table(
          [{ head: 'a' }, { head: 'b', align: 'right' }, { head: 'c' }],
          rows.map(([left, right]) => [`x ${inline(left)}`, `x ${code(right)}`, `x ${code(left)}`]),
        );
        expect(count(page, 'tr_open')).toBe(rows.length + 1);
        expect(count(page, 'td_open')).toBe(rows.length * 3);
        expect(page.split('\n').map((line) => pairedPipes(line))).toEqual(page.split('\n').map(() => 4));
        expect([...deedsOf(page), ...pingsIn(page)]).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves out a column that is empty in each row', () => {
    const page = table(
      [{ head: 'a' }, { head: 'b' }],
      [
        ['1', ''],
        ['2', ''],
      ],
    );
    expect(page).toBe('| a |\n| --- |\n| 1 |\n| 2 |');
  });
});

/** Pipes that end a cell where backslashes are taken in pairs, as cmark-gfm does. */
function pairedPipes(line: string): number {
  return line.replace(/\\[\s\S]/g, '').split('|').length - 1;
}
