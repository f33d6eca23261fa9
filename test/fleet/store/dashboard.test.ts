import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { bootKey } from '../../../src/fleet/store/rows.js';
import { upgradeSchema } from '../../../src/fleet/store/upgrade.js';
import { storeBoots } from '../../../src/fleet/store/write.js';
import { record } from '../boots/record-of.js';
import { databases } from './databases.js';

type Panel = {
  readonly id: number;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly { readonly rawSql: string }[];
};
type Dashboard = { readonly panels: readonly Panel[]; readonly templating: { readonly list: readonly { readonly name: string; readonly query: string }[] } };

const dashboard: Dashboard = JSON.parse(readFileSync('docs/grafana/fleet-dashboard.json', 'utf8'));

const datasource = {
  type: 'object',
  required: ['type', 'uid'],
  properties: { type: { const: 'grafana-clickhouse-datasource' }, uid: { type: 'string', pattern: '^[$]\\{datasource\\}$' } },
};
const integer = { type: 'integer', minimum: 0 };

/** What Grafana's dashboard model and the data source's queries (https://grafana.com/docs/plugins/grafana-clickhouse-datasource) ask of it. */
const schema = {
  type: 'object',
  required: ['title', 'uid', 'schemaVersion', 'panels', 'templating', 'time'],
  properties: {
    panels: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['id', 'type', 'title', 'datasource', 'gridPos', 'targets', 'fieldConfig'],
        properties: {
          type: { enum: ['stat', 'timeseries', 'barchart', 'table'] },
          datasource,
          gridPos: { type: 'object', required: ['x', 'y', 'w', 'h'], properties: { x: integer, y: integer, w: { maximum: 24 }, h: integer } },
          targets: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              required: ['refId', 'datasource', 'editorType', 'queryType', 'format', 'rawSql'],
              properties: { datasource, editorType: { const: 'sql' }, queryType: { enum: ['table', 'timeseries'] }, format: { enum: [0, 1] } },
            },
          },
        },
      },
    },
  },
};

/** As the data source fills in a query; `interval`: how it rounds a time, for which servers of 2018 have another function. */
const filledIn = (sql: string, database: string, interval: string): string =>
  sql
    .replaceAll('$__timeFilter(started_at)', "started_at >= toDateTime('2026-01-01 00:00:00') AND started_at <= toDateTime('2026-12-31 00:00:00')")
    .replaceAll('$__timeInterval(started_at)', interval)
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's variable, not ours.
    .replaceAll('${runtime:singlequote}', "'vllm','generic'")
    .replaceAll(/\b(coldcase_\w+)/g, `${database}.$1`);

describe('the dashboard of a fleet for Grafana', () => {
  it('has the members that a dashboard needs', () => {
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema);
    validate(dashboard);
    expect(validate.errors).toBeNull();
  });

  it('has panels within its 24 columns that do not lie on each other', () => {
    for (const [index, { gridPos: a, title }] of dashboard.panels.entries()) {
      expect(a.x + a.w, title).toBeLessThanOrEqual(24);
      const isOn = ({ gridPos: b }: Panel): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
      expect(dashboard.panels.slice(index + 1).filter(isOn), title).toEqual([]);
    }
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });

  it.each(databases)(
    'asks $kind what it can answer, and every panel shows something (skipped where it is not installed)',
    async ({ kind, isHere, make }) => {
      if (!isHere) return;
      const place = await make();
      const database = await place.open();
      try {
        await upgradeSchema(database, 'fleet');
        const startedAt = Date.UTC(2026, 4, 1) / 1000;
        const boots = Array.from({ length: 20 }, (_, at) => ({
          ...record({
            startedAt: startedAt + at * 3600,
            verdict: at % 5 === 0 ? ('failed' as const) : ('cold' as const),
            labels: { runtime: 'vllm', version: `1.${at % 3}`, node: `n${at % 2}` },
            phases: [{ scope: 'startup', phase: 'compile', seconds: 12 }],
            causes: [{ id: 'compile-at-startup', severity: 'warning', seconds: 12 }],
          }),
          key: bootKey('log', startedAt + at * 3600, '', 0),
        }));
        await storeBoots(database, 'fleet', boots, 1);
        const interval = kind === 'chdb' ? 'toStartOfInterval(toDateTime(started_at), INTERVAL 3600 second)' : 'toStartOfHour(started_at)';
        const asked = async (sql: string) => database.ask({ texts: [filledIn(sql, 'fleet', interval)], values: [] });
        for (const { title, targets } of dashboard.panels) for (const { rawSql } of targets) expect((await asked(rawSql)).length, title).toBeGreaterThan(0);
        const [, runtimes] = dashboard.templating.list;
        expect(await asked(runtimes?.query ?? '')).toEqual([['vllm']]);
        const shown = dashboard.panels.find(({ title }) => title === 'Where the start went');
        expect(await asked(shown?.targets[0]?.rawSql ?? '')).toEqual([
          ['compile', '12'],
          ['unexplained', '2'],
        ]);
      } finally {
        await database.close();
        await place.remove();
      }
    },
    60_000,
  );
});
