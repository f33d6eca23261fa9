import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { metricFamilies } from '../../../src/report/metrics/families.js';
import { hasPromtool } from './readers.js';

type Panel = {
  readonly id: number;
  readonly title: string;
  readonly gridPos: { x: number; y: number; w: number; h: number };
  readonly targets: readonly { expr: string }[];
};
type Variable = { readonly name: string; readonly query: string | { readonly query: string } };

const dashboard: { readonly panels: readonly Panel[]; readonly templating: { readonly list: readonly Variable[] } } = JSON.parse(
  readFileSync('docs/grafana/coldcase-dashboard.json', 'utf8'),
);
const queries = [
  ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ...dashboard.templating.list.flatMap(({ query }) => (typeof query === 'string' ? [] : [query.query])),
];

const datasource = {
  type: 'object',
  required: ['type', 'uid'],
  properties: { type: { const: 'prometheus' }, uid: { type: 'string', pattern: '^[$]\\{datasource\\}$' } },
};
const integer = { type: 'integer', minimum: 0 };

/** What Grafana's dashboard model asks of a dashboard (https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/). */
const schema = {
  type: 'object',
  required: ['title', 'uid', 'schemaVersion', 'panels', 'templating', 'time'],
  properties: {
    schemaVersion: { type: 'integer', minimum: 30 },
    time: { type: 'object', required: ['from', 'to'] },
    templating: { type: 'object', required: ['list'], properties: { list: { type: 'array', items: { type: 'object', required: ['name', 'type', 'query'] } } } },
    panels: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'type', 'title', 'datasource', 'gridPos', 'targets', 'fieldConfig'],
        properties: {
          type: { enum: ['stat', 'timeseries', 'barchart', 'table'] },
          datasource,
          gridPos: {
            type: 'object',
            additionalProperties: false,
            required: ['x', 'y', 'w', 'h'],
            properties: { x: integer, y: integer, w: { type: 'integer', minimum: 1, maximum: 24 }, h: { type: 'integer', minimum: 1 } },
          },
          fieldConfig: { type: 'object', required: ['defaults', 'overrides'] },
          targets: { type: 'array', minItems: 1, items: { type: 'object', required: ['refId', 'expr', 'datasource'], properties: { datasource } } },
        },
      },
    },
  },
};

describe('the dashboard for Grafana', () => {
  it('has the members that a dashboard needs', () => {
    const validate = new Ajv2020({ allErrors: true }).compile(schema);
    validate(dashboard);
    expect(validate.errors).toBeNull();
  });

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

  it('has panels within its 24 columns that do not lie on each other', () => {
    for (const [index, { gridPos: a, title }] of dashboard.panels.entries()) {
      expect(a.x + a.w).toBeLessThanOrEqual(24);
      const isOn = ({ gridPos: b }: Panel): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
      expect(dashboard.panels.slice(index + 1).filter(isOn), title).toEqual([]);
    }
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
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
