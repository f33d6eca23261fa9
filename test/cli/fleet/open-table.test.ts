import { describe, expect, it } from 'vitest';
import { pathOf, replicaOf, streamsIn } from '../../../src/cli/fleet/open-table.js';
import type { Database, Row } from '../../../src/fleet/table/database.js';
import { parseMap } from '../../../src/fleet/table/map.js';
import type { LogTable } from '../../../src/fleet/table/queries.js';

const attributes = 'Map(LowCardinality(String), String)';
const tableWith = (columns: readonly (readonly [string, string])[]): LogTable => ({
  name: { database: 'd', table: 'otel_logs' },
  map: parseMap(null),
  kind: 'nanoseconds',
  columns: new Map(columns),
  since: null,
  until: null,
  hasCoarseTime: true,
  search: 'multiMatchAny',
  isMergeTree: true,
});
const table = tableWith([
  ['ResourceAttributes', attributes],
  ['LogAttributes', attributes],
]);

const labels = Array.from({ length: 6 }, () => '');
const figures = ['10', '1000', '1', '2'];
/** Uid, replica, container, restart, service; then host, instance, container id, path and name of a file. */
const keys = (...values: readonly string[]): string[] => Array.from({ length: values.length > 5 ? 10 : 5 }, (_, place) => values[place] ?? '');

const pod = ['u1', 'pod-1', 'serve', '0', 'llm'];
const podless = [
  ['', '', '', '', 'llm', 'host-1', '', 'c1'],
  ['', '', '', '', 'llm', 'host-1', '', 'c2'],
  ['', '', '', '', 'llm', 'host-2', '', '', '/var/log/llm.log'],
];

/** Answers by the given keys, and with all of them where it is asked for those of containers too. */
const databaseOf = (few: readonly string[][], all: readonly string[][]) => {
  const asked: boolean[] = [];
  const database: Database = {
    name: 'test',
    ask: async ({ values }): Promise<Row[]> => {
      const isAll = values.includes('container.id');
      asked.push(isAll);
      return (isAll ? all : few).map((row) => [...keys(...row), ...labels, ...figures]);
    },
    tell: async () => {},
    insert: async () => {},
    bytesMoved: () => 0,
    close: async () => {},
  };
  return { database, asked };
};

describe("the streams of OpenTelemetry's table", () => {
  it('are those of pods, found by the keys of pods alone', async () => {
    const { database, asked } = databaseOf([pod], []);
    const [found, ...others] = await streamsIn(database, table, null);
    expect([found?.streams.map(pathOf), others, asked]).toEqual([['pod-1/u1/serve/0'], [], [false]]);
  });

  it('where no pod is named are told apart by host, container and file', async () => {
    const all = podless.map((row) => keys(...row));
    const { database } = databaseOf([pod, ['', '', '', '', 'llm']], [keys(...pod, ''), ...all]);
    const [ofPods, others] = await streamsIn(database, table, null);
    expect(ofPods?.streams.map(pathOf)).toEqual(['pod-1/u1/serve/0']);
    expect(others?.streams.map(pathOf)).toEqual(['llm/host-1/c1', 'llm/host-1/c2', 'llm/host-2//var/log/llm.log']);
    expect(others?.streams.map(replicaOf)).toEqual(['c1', 'c2', '/var/log/llm.log']);
    expect(Object.keys(others?.table.map.keys ?? {})).toContain('id');
  });

  it('of a map of their own are told apart by that alone', async () => {
    const { database, asked } = databaseOf([['', '', '', '', '']], []);
    const own = { ...table, map: { ...table.map, podless: {} } };
    expect((await streamsIn(database, own, null))[0]?.streams.map(pathOf)).toEqual(['log']);
    expect(asked).toEqual([false]);
  });

  it('are not looked for in columns that are not there', async () => {
    const { database } = databaseOf([['', '', '', '', 'llm']], [['', '', '', '', 'llm', 'host-1', '', 'c1']]);
    const [, others] = await streamsIn(database, tableWith([['ResourceAttributes', attributes]]), null);
    expect(Object.keys(others?.table.map.keys ?? {})).not.toContain('file');
  });
});
