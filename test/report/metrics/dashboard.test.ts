import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { metricFamilies } from '../../../src/report/metrics/families.js';
import { type Dashboard, itIsADashboard } from './grafana.js';
import { hasPromtool } from './readers.js';

const dashboard: Dashboard<{ readonly expr: string }> = JSON.parse(readFileSync('docs/grafana/coldcase-dashboard.json', 'utf8'));
const queries = [
  ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ...dashboard.templating.list.flatMap(({ query }) => (typeof query === 'string' ? [] : [query.query])),
];

describe('the dashboard for Grafana', () => {
  itIsADashboard(dashboard, 'prometheus', { expr: { type: 'string' } });

  it('asks only for metrics that there are, by labels that they have', () => {
    const every = ['boot', 'replica', 'runtime', 'pod', 'namespace', 'node'];
    for (const query of queries) {
      for (const [, name = '', matchers = ''] of query.matchAll(/\b(coldcase_\w+)(?:\{([^}]*)\})?/g)) {
        const family = metricFamilies.find((one) => one.name === name);
        expect(family, name).toBeDefined();
        const labels = [...matchers.matchAll(/(\w+)=~?"/g)].map(([, label = '']) => label);
        expect([...every, ...(family?.labels ?? [])]).toEqual(expect.arrayContaining(labels));
      }
    }
  });

  it.skipIf(!hasPromtool)('asks in PromQL that promtool reads (skipped without it)', () => {
    const exprs = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr.replaceAll(/\$(\w+)/g, '$1')));
    const rules = exprs.map((expr, index) => ({ record: `panel:${index}`, expr }));
    const file = join(mkdtempSync(join(tmpdir(), 'coldcase-rules-')), 'rules.yml');
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
    const { status, stderr } = spawnSync('promtool', ['check', 'rules', '--lint=none', file], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});
