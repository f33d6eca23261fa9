import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Database, Row } from '../../../src/fleet/table/database.js';
import { parseMap } from '../../../src/fleet/table/map.js';
import type { LogStream, LogTable } from '../../../src/fleet/table/queries.js';
import { streamSource } from '../../../src/fleet/table/stream-source.js';
import type { Steady } from '../../../src/read/source.js';

type Line = { readonly at: number; readonly text: string };

const table: LogTable = {
  name: { database: 'd', table: 't' },
  map: parseMap('body=b,time=t'),
  kind: 'number',
  columns: new Map(),
  since: null,
  until: null,
  hasCoarseTime: false,
  search: 'multiMatchAny',
  isMergeTree: true,
};

const compare = (left: Line, right: Line): number => left.at - right.at || (left.text < right.text ? -1 : left.text > right.text ? 1 : 0);

/** A table of these lines that answers the queries for pages, by the values that are bound in them. */
const tableOf = (lines: readonly Line[]) => {
  const pages: { readonly rows: number; readonly literals: readonly string[] | null }[] = [];
  const database: Database = {
    name: 'test',
    ask: async ({ values }) => {
      const [after = 0n, last = 0n] = values.filter((value) => typeof value === 'bigint');
      const literals = values.find((value) => typeof value === 'object') ?? null;
      const rows = Number(values.at(-1));
      pages.push({ rows, literals });
      const found = lines.filter(
        ({ at, text }) => BigInt(at) >= after && BigInt(at) <= last && (literals === null || literals.some((one) => text.includes(one))),
      );
      return found
        .sort(compare)
        .slice(0, rows)
        .map(({ at, text }): Row => [String(at), '', text]);
    },
    tell: async () => {},
    insert: async () => {},
    bytesMoved: () => 0,
    close: async () => {},
  };
  const stream: LogStream = { keys: {}, labels: {}, rows: lines.length, bytes: 0, first: String(lines[0]?.at ?? 0), last: '2000000000' };
  return { database, stream, pages };
};

const linesRead = async (lines: readonly Line[], firstRows: number, steady?: Steady): Promise<string[]> => {
  const { database, stream } = tableOf(lines.toSorted(compare));
  const read: string[] = [];
  for await (const { bytes } of streamSource('x', stream, table, database, firstRows).blocks(steady)) read.push(...bytes.toString().trimEnd().split('\n'));
  return read.map((line) => line.slice('2026-02-02T02:40:00.000000000Z '.length));
};

const lines = fc.array(fc.record({ at: fc.integer({ min: 1_770_000_000, max: 1_770_000_012 }), text: fc.constantFrom('a', 'b', 'c', 'ready', 'start') }), {
  minLength: 1,
  maxLength: 60,
});

describe('the log of a stream', () => {
  it('has each line of each moment once and in order, wherever pages end', async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 20 }), async (given, firstRows) => {
        const wanted = [...new Map(given.map((line) => [`${line.at} ${line.text}`, line])).values()].sort(compare).map(({ text }) => text);
        expect(await linesRead(given, firstRows)).toEqual(wanted);
      }),
    );
  });

  it('while the reader is steady has only lines with its literals, and whole again from where a start begins', async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 20 }), async (given, firstRows) => {
        const wanted = [...new Map(given.map((line) => [`${line.at} ${line.text}`, line])).values()].sort(compare);
        const read: string[] = [];
        const { database, stream } = tableOf(given.toSorted(compare));
        const steady: Steady = { isSteady: () => read.lastIndexOf('ready') > read.lastIndexOf('start'), literals: () => ['start'] };
        for await (const { bytes } of streamSource('x', stream, table, database, firstRows).blocks(steady))
          for (const line of bytes.toString().trimEnd().split('\n')) read.push(line.slice(31));
        // No line before the first ready, and no start, may be missing; what follows a start is whole until the next page is asked for.
        const starts = (texts: readonly string[]): number => texts.filter((text) => text === 'start').length;
        const texts = wanted.map(({ text }) => text);
        expect(starts(read)).toBe(starts(texts));
        const ready = texts.indexOf('ready');
        const before = ready === -1 ? texts : texts.slice(0, ready + 1);
        expect(read.slice(0, before.length)).toEqual(before);
      }),
    );
  });

  it('splits a body of several lines, each with the time in front', async () => {
    const { database, stream } = tableOf([{ at: 1_770_000_000, text: 'Traceback:\r\n  File "x"\n' }]);
    const texts: string[] = [];
    for await (const { bytes } of streamSource('x', stream, table, database).blocks()) texts.push(bytes.toString());
    expect(texts.join('')).toBe('2026-02-02T02:40:00.000000000Z Traceback:\n2026-02-02T02:40:00.000000000Z   File "x"\n');
  });
});
