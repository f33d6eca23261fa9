import { describe, expect, it } from 'vitest';
import { createLiveStream } from '../../../src/cli/fleet/live-stream.js';
import { defaultThresholds } from '../../../src/diagnose/thresholds.js';
import type { Database, Row } from '../../../src/fleet/table/database.js';
import type { LogStream, LogTable } from '../../../src/fleet/table/queries.js';
import { builtinRules } from '../../../src/rules/builtin.js';
import { podsTable } from '../../fleet/table/pods-table.js';

const table: LogTable = { ...podsTable, isMergeTree: true };

const begun = 1_770_000_000;

/** A table of one stream, whose rows may be added to; `pages`: from which second on lines were asked for. */
const tableOfOne = () => {
  const lines: { at: number; text: string }[] = [];
  const pages: number[] = [];
  const database: Database = {
    name: 'test',
    ask: async ({ texts, values }) => {
      const bounds = values.filter((value) => typeof value === 'bigint').map((value) => Number(value) - begun);
      const within = (since: number, until: number) => lines.filter(({ at }) => at >= since && at <= until);
      if (texts.join('').includes('countIf')) {
        const [a = 0, b = 0, c = 0, d = 0] = bounds;
        return [[String(within(a, b).length), String(within(c, d).length)]];
      }
      const [since = 0, until = 0] = bounds;
      pages.push(since);
      const literals = values.find((value) => typeof value === 'object') ?? null;
      return within(since, until)
        .filter(({ text }) => literals === null || literals.some((one) => text.toLowerCase().includes(one)))
        .sort((left, right) => left.at - right.at)
        .map(({ at, text }): Row => [String(begun + at), '', text]);
    },
    tell: async () => {},
    insert: async () => {},
    bytesMoved: () => 0,
    close: async () => {},
  };
  const stream = (): LogStream => {
    const times = lines.map(({ at }) => begun + at);
    return { keys: { replica: 'one' }, labels: {}, rows: lines.length, bytes: 0, first: String(Math.min(...times)), last: String(Math.max(...times)) };
  };
  const add = (...rows: readonly (readonly [number, string])[]): void => void lines.push(...rows.map(([at, text]) => ({ at, text })));
  return { from: { table, database }, stream, add, pages };
};

const start = [
  [0, 'INFO:     Started server process [1]'],
  [1, 'INFO:     Waiting for application startup.'],
  [9, 'INFO:     Application startup complete.'],
] as const;
const signal = new AbortController().signal;

const startedWith = async () => {
  const one = tableOfOne();
  one.add(...start);
  const live = createLiveStream(one.stream(), { rules: builtinRules, thresholds: defaultThresholds });
  expect(await live.readOn(one.stream(), one.from, signal)).toBe(true);
  return { ...one, live };
};

describe('a stream that is read on', () => {
  it('asks for nothing in front of what it has read', async () => {
    const { live, add, stream, from, pages } = await startedWith();
    live.settle();
    expect(live.boots()).toMatchObject([{ replica: 'one', timeToReadySeconds: 9 }]);
    pages.length = 0;
    add([20, 'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB']);
    expect(await live.readOn(stream(), from, signal)).toBe(true);
    live.settle();
    expect(Math.min(...pages)).toBeGreaterThanOrEqual(9);
    expect(live.boots().flatMap(({ causes }) => causes.map(({ id }) => id))).toContain('oom-device');
  });

  it('is read once, however often it is looked at', async () => {
    const { live, stream, from } = await startedWith();
    for (let look = 0; look < 3; look++) expect(await live.readOn(stream(), from, signal)).toBe(true);
    expect(live.boots()).toHaveLength(1);
  });

  it('says so where a row came late, behind others that were read', async () => {
    const { live, add, stream, from } = await startedWith();
    add([5, 'Loading weights took 3.1 seconds'], [12, 'INFO:     10.0.0.1:1 - "GET / HTTP/1.1" 200 OK']);
    expect(await live.readOn(stream(), from, signal)).toBe(false);
  });
});
