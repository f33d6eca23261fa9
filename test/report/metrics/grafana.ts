import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';

/** A panel of a dashboard, with what it asks of its data source. */
export type Panel<Target> = {
  readonly id: number;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly Target[];
};

/** What is asked for a variable; the second form is that of the data source of Prometheus. */
type Variable = { readonly name: string; readonly query: string | { readonly query: string } };

export type Dashboard<Target> = { readonly panels: readonly Panel<Target>[]; readonly templating: { readonly list: readonly Variable[] } };

const natural = { type: 'integer', minimum: 0 };
const positive = { type: 'integer', minimum: 1 };

/**
 * What Grafana's dashboard model asks of a dashboard (https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/), for one
 * kind of data source; `asked`: the members of a question to it, besides those of all, by their schemas.
 */
const schemaOf = (kind: string, asked: { readonly [member: string]: object }) => {
  const datasource = {
    type: 'object',
    required: ['type', 'uid'],
    properties: { type: { const: kind }, uid: { type: 'string', pattern: '^[$]\\{datasource\\}$' } },
  };
  const target = { type: 'object', required: ['refId', 'datasource', ...Object.keys(asked)], properties: { datasource, ...asked } };
  const panel = {
    type: 'object',
    required: ['id', 'type', 'title', 'datasource', 'gridPos', 'targets', 'fieldConfig'],
    properties: {
      type: { enum: ['stat', 'timeseries', 'barchart', 'table'] },
      datasource,
      gridPos: {
        type: 'object',
        additionalProperties: false,
        required: ['x', 'y', 'w', 'h'],
        properties: { x: natural, y: natural, w: { ...positive, maximum: 24 }, h: positive },
      },
      fieldConfig: { type: 'object', required: ['defaults', 'overrides'] },
      targets: { type: 'array', minItems: 1, items: target },
    },
  };
  return {
    type: 'object',
    required: ['title', 'uid', 'schemaVersion', 'panels', 'templating', 'time'],
    properties: {
      schemaVersion: { type: 'integer', minimum: 30 },
      time: { type: 'object', required: ['from', 'to'] },
      templating: {
        type: 'object',
        required: ['list'],
        properties: { list: { type: 'array', items: { type: 'object', required: ['name', 'type', 'query'] } } },
      },
      panels: { type: 'array', minItems: 1, items: panel },
    },
  };
};

/** Specifies what holds of every dashboard. */
export const itIsADashboard = <Target>(dashboard: Dashboard<Target>, kind: string, asked: { readonly [member: string]: object }): void => {
  it('has the members that a dashboard needs', () => {
    const validate = new Ajv2020({ allErrors: true }).compile(schemaOf(kind, asked));
    validate(dashboard);
    expect(validate.errors).toBeNull();
  });

  it('has panels within its 24 columns that do not lie on each other', () => {
    for (const [index, { gridPos: a, title }] of dashboard.panels.entries()) {
      expect(a.x + a.w, title).toBeLessThanOrEqual(24);
      const isOn = ({ gridPos: b }: Panel<Target>): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
      expect(dashboard.panels.slice(index + 1).filter(isOn), title).toEqual([]);
    }
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });
};
