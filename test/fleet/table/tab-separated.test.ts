import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsIn } from '../../../src/fleet/table/tab-separated.js';

const letters: Readonly<{ [letter: string]: string }> = { '\b': 'b', '\f': 'f', '\r': 'r', '\n': 'n', '\t': 't', '\0': '0', "'": "'", '\\': '\\' };

/** As ClickHouse writes a cell (https://clickhouse.com/docs/interfaces/formats/TabSeparated). */
const written = (text: string): string => text.replace(/[\b\f\r\n\t\0'\\]/g, (letter) => `\\${letters[letter]}`);

const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...Object.keys(letters), 'N', 'Code: 9, ', 'a') }));

describe('rows of TabSeparated', () => {
  it('are what was written, whatever stands in them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }).chain((columns) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 8 })),
        (rows) => {
          const text = rows.map((row) => `${row.map(written).join('\t')}\n`).join('');
          // An error of the server stands at the start of a line; a cell that says the same there cannot be told from it.
          fc.pre(!/^Code: \d+, /m.test(text));
          expect(rowsIn(text)).toEqual(rows);
        },
      ),
    );
  });

  it('have nothing for NULL', () => expect(rowsIn('\\N\ta\n')).toEqual([['', 'a']]));

  it.each([
    ['no last line feed', 'a\tb\nc\td'],
    ['a row of another width', 'a\tb\nc\n'],
    ['an error behind the rows', 'a\nCode: 241, e.displayText() = DB::Exception: Memory limit\n'],
  ])('are none where the answer broke off: %s', (_, text) => expect(rowsIn(text)).toBeNull());
});
