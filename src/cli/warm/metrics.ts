import type { MetricHead } from '../../report/metrics/family.js';
import { labelText } from '../../report/metrics/label-text.js';
import { openmetricsHead } from '../../report/openmetrics.js';
import { prometheusHead } from '../../report/prometheus.js';
import { type Readiness, reasonsAgainst } from '../../warm/readiness.js';
import { isFit, type ShapeResult } from '../../warm/result.js';

type Figures = (state: Readiness) => readonly (readonly [{ readonly [name: string]: string }, number | null])[];

type Family = MetricHead & { readonly figures: Figures };

const gauge = (name: string, help: string, unit: MetricHead['unit'], figures: Figures): Family => ({ name, help, type: 'gauge', unit, figures });

const ofShapes = (name: string, help: string, unit: MetricHead['unit'], figure: (result: ShapeResult) => number | null): Family =>
  gauge(name, help, unit, ({ planned, results }) =>
    planned.map((shape, index) => {
      const result = results[index] ?? null;
      return [{ shape }, result === null ? null : figure(result)];
    }),
  );

const difference = (first: number | null, steady: number | null): number | null => (first === null || steady === null ? null : Math.max(0, first - steady));

const phases: readonly Readiness['phase'][] = ['waiting', 'warming', 'ended', 'dead', 'stopping'];

/** A figure that is not known yet has no sample. */
const families: readonly Family[] = [
  gauge('coldcase_warm_ready', '1 while the replica is ready for traffic.', null, (state) => [[{}, Number(reasonsAgainst(state).length === 0)]]),
  gauge('coldcase_warm_phase', '1 for what the warmup is doing now, 0 for the others.', null, (state) =>
    phases.map((phase) => [{ phase }, Number(phase === state.phase)]),
  ),
  gauge('coldcase_warm_memory_peak_bytes', 'The most memory that was held so far.', 'bytes', ({ memory }) => [[{}, memory?.usedBytes ?? null]]),
  gauge('coldcase_warm_memory_limit_bytes', 'The memory that there is.', 'bytes', ({ memory }) => [[{}, memory?.limitBytes ?? null]]),
  ofShapes('coldcase_warm_shape_warm', '1 for a shape that is warm, 0 for one that is not.', null, (result) => Number(isFit(result))),
  ofShapes('coldcase_warm_shape_runs', 'Passes of a shape until it was steady or given up.', null, ({ runs }) => runs),
  ofShapes('coldcase_warm_first_seconds', 'The first pass of a shape.', 'seconds', ({ firstSeconds }) => firstSeconds),
  ofShapes('coldcase_warm_steady_seconds', 'A pass of a shape once it is steady.', 'seconds', ({ steadySeconds }) => steadySeconds),
  ofShapes('coldcase_warm_saved_seconds', 'What a first request of the shape would have waited for beyond a steady one.', 'seconds', (result) =>
    difference(result.firstSeconds, result.steadySeconds),
  ),
  ofShapes('coldcase_warm_first_token_seconds', 'The first pass of a shape up to its first token.', 'seconds', ({ firstTokenSeconds }) => firstTokenSeconds),
  ofShapes('coldcase_warm_steady_token_seconds', 'A steady pass of a shape up to its first token.', 'seconds', ({ steadyTokenSeconds }) => steadyTokenSeconds),
];

const lines = (state: Readiness, head: (family: MetricHead) => readonly string[]): string[] =>
  families.flatMap((family) => {
    const known = family.figures(state).flatMap(([labels, value]) => (value === null ? [] : [`${family.name}${labelText(labels)} ${value}`]));
    return known.length === 0 ? [] : [...head(family), ...known];
  });

/** The state of a warmup in Prometheus' text format, or in OpenMetrics. */
export const warmMetrics = (state: Readiness, format: 'prometheus' | 'openmetrics'): string =>
  format === 'prometheus' ? `${lines(state, prometheusHead).join('\n')}\n` : `${[...lines(state, openmetricsHead), '# EOF'].join('\n')}\n`;
