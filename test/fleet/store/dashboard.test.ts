import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bootKey } from '../../../src/fleet/store/rows.js';
import { upgradeSchema } from '../../../src/fleet/store/upgrade.js';
import { storeBoots } from '../../../src/fleet/store/write.js';
import { type Dashboard, itIsADashboard } from '../../report/metrics/grafana.js';
import { record } from '../boots/record-of.js';
import { databases } from './databases.js';

const dashboard: Dashboard<{ readonly rawSql: string }> = JSON.parse(readFileSync('docs/grafana/fleet-dashboard.json', 'utf8'));

/** What the data source asks of a question (https://grafana.com/docs/plugins/grafana-clickhouse-datasource). */
const question = { editorType: { const: 'sql' }, queryType: { enum: ['table', 'timeseries'] }, format: { enum: [0, 1] }, rawSql: { type: 'string' } };

/** As the data source fills in a query; `interval`: how it rounds a time, for which servers of 2018 have another function. */
const filledIn = (sql: string, database: string, interval: string): string =>
  sql
    .replaceAll('$__timeFilter(started_at)', "started_at >= toDateTime('2026-01-01 00:00:00') AND started_at <= toDateTime('2026-12-31 00:00:00')")
    .replaceAll('$__timeInterval(started_at)', interval)
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's variable, not ours.
    .replaceAll('${runtime:singlequote}', "'vllm','generic'")
    .replaceAll(/\b(coldcase_\w+)/g, `${database}.$1`);

describe('the dashboard of a fleet for Grafana', () => {
  itIsADashboard(dashboard, 'grafana-clickhouse-datasource', question);

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
        expect(await asked(String(runtimes?.query))).toEqual([['vllm']]);
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
