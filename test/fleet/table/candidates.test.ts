import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../../src/fleet/table/candidates.js';
import type { Database, Row } from '../../../src/fleet/table/database.js';
import type { LogStream } from '../../../src/fleet/table/queries.js';
import { bound } from '../../../src/fleet/table/statement.js';
import { UserError } from '../../../src/model/user-error.js';
import { podsTable } from './pods-table.js';

const table = podsTable;

const stream = (replica: string, first: number, last: number): LogStream => ({
  keys: { replica },
  labels: {},
  rows: 1,
  bytes: 1,
  first: String(1_770_000_000 + first),
  last: String(1_770_000_000 + last),
});

const answering = (answer: () => readonly Row[]) => {
  const asked: string[] = [];
  const database: Database = {
    name: 'test',
    ask: async (statement) => {
      asked.push(bound(statement).query);
      return answer();
    },
    tell: async () => {},
    insert: async () => {},
    bytesMoved: () => 0,
    close: async () => {},
  };
  return { asked, database };
};

const rows: Row[] = [
  ['one', '1770000001', '', 'a'],
  ['two', '1770000002', '', 'b'],
  ['one', '1770000003', '', 'c'],
  ['one', '1770000012', '', 'behind its end'],
];

describe('candidates of streams that write at once', () => {
  const streams = [stream('one', 0, 10), stream('two', 0, 10), stream('three', 0, 10)];

  it('are asked for once for all of them, and again for other literals', async () => {
    const { asked, database } = answering(() => rows);
    const candidates = candidatesOf(streams, table, database);
    const [one, two, three] = streams as [LogStream, LogStream, LogStream];
    expect(await Promise.all([candidates(one, '1770000002', ['x']), candidates(two, '1770000000', ['x']), candidates(three, '1770000000', ['x'])])).toEqual([
      [['1770000003', '', 'c']],
      [['1770000002', '', 'b']],
      [],
    ]);
    expect(asked).toHaveLength(1);
    await candidates(one, '1770000002', ['x', 'y']);
    expect(asked).toHaveLength(2);
    expect(asked[0]).toMatch(/max_result_bytes = \d+, result_overflow_mode = 'throw'$/);
  });

  it('are left to each stream where they are too many to be held', async () => {
    const { asked, database } = answering(() => {
      throw new UserError('too many');
    });
    const candidates = candidatesOf(streams, table, database);
    for (const one of streams) expect(await candidates(one, one.first, ['x'])).toBeNull();
    expect(asked.length).toBeLessThan(10);
  });

  it('are asked for by halves of the time where they are too many for one answer', async () => {
    let answers = 0;
    const { asked, database } = answering(() => {
      if (answers++ === 0) throw new UserError('too many');
      return answers === 2 ? rows.slice(0, 2) : rows.slice(2);
    });
    const [one] = streams as [LogStream];
    expect(await candidatesOf(streams, table, database)(one, '1770000000', ['x'])).toEqual([
      ['1770000001', '', 'a'],
      ['1770000003', '', 'c'],
    ]);
    expect(asked).toHaveLength(3);
  });

  it('are left to each stream where they are more than may be held', async () => {
    const { database } = answering(() => rows);
    const [one] = streams as [LogStream];
    expect(await candidatesOf(streams, table, database, { heldBytes: 10, answerBytes: 1000 })(one, '1770000000', ['x'])).toBeNull();
  });

  it('are asked for in stretches of time where the table lies in its order', async () => {
    const { asked, database } = answering(() => []);
    const [one] = streams as [LogStream];
    await candidatesOf(streams, { ...table, hasCoarseTime: true }, database)(one, '1770000000', ['x']);
    expect(asked).toHaveLength(2);
  });

  it('are left to each stream where they follow each other', async () => {
    const { asked, database } = answering(() => rows);
    const apart = [stream('one', 0, 10), stream('two', 11, 20), stream('three', 21, 30)];
    expect(await candidatesOf(apart, table, database)(apart[0] as LogStream, '1770000000', ['x'])).toBeNull();
    expect(asked).toEqual([]);
  });
});
