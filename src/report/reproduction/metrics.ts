import type { Difference, Median, Reproduction, ShapeSummary } from '../../model/reproduction.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';
import type { Labels, MetricHead } from '../metrics/family.js';
import { labelText } from '../metrics/label-text.js';
import { openmetricsHead } from '../openmetrics.js';
import { prometheusHead } from '../prometheus.js';
import { shapeText } from './shapes.js';

type Sample = readonly [Labels, number | null];
type Family = MetricHead & { readonly samples: (reproduction: Reproduction) => readonly Sample[] };

const gauge = (name: string, help: string, unit: MetricHead['unit'], samples: Family['samples']): Family => ({
  name: `coldcase_reproduce_${name}`,
  help,
  type: 'gauge',
  unit,
  samples,
});

/** What was started, by the end of its path, or by the command of a server. */
const subjectOf = ({ model, service }: Reproduction): string => service?.command ?? model?.path.split(/[/\\]/).at(-1) ?? '';

/** An estimate and the bounds of its interval, where it has one. */
const withBounds = ({ seconds, low, high }: Median | Difference, labels: Labels): Sample[] => [
  [{ ...labels, bound: 'median' }, seconds],
  [{ ...labels, bound: 'low' }, low],
  [{ ...labels, bound: 'high' }, high],
];

const runsOf = ({ shape, firstInProcess, firstAfterOthers, second, steady }: ShapeSummary): Sample[] => {
  const runs = { first: firstInProcess, 'after-others': firstAfterOthers, second, steady };
  return Object.entries(runs).flatMap(([run, median]) => (median === null ? [] : withBounds(median, { shape: shapeText(shape), run })));
};

const families: readonly Family[] = [
  gauge('first_answer_seconds', 'From the start of a process to its first answer.', 'seconds', ({ conditions }) =>
    conditions.flatMap(({ id, firstAnswer }) => withBounds(firstAnswer, { condition: id })),
  ),
  gauge('stage_seconds', 'Stages of a start.', 'seconds', ({ conditions }) =>
    conditions.flatMap(({ id, stages }) => stages.flatMap(({ stage, median }) => withBounds(median, { condition: id, stage }))),
  ),
  gauge('peak_bytes', 'The most memory until the end of a stage.', 'bytes', ({ conditions }) =>
    conditions.flatMap(({ id, stages }) => stages.map(({ stage, peakBytes }): Sample => [{ condition: id, stage }, peakBytes])),
  ),
  gauge('run_seconds', 'Runs of each shape, or requests.', 'seconds', ({ shapes }) => shapes.flatMap(runsOf)),
  gauge('saved_seconds', 'What a change saves of the time to the first answer.', 'seconds', ({ changes }) =>
    changes.flatMap(({ id, firstAnswer: { seconds, low, high } }) => [
      [{ change: id, bound: 'median' }, 0 - seconds],
      [{ change: id, bound: 'low' }, high === null ? null : 0 - high],
      [{ change: id, bound: 'high' }, low === null ? null : 0 - low],
    ]),
  ),
  gauge('trials', 'Trials that count, and those that failed.', null, ({ conditions }) =>
    conditions.flatMap(({ id, trials, failed }): Sample[] => [
      [{ condition: id, outcome: 'whole' }, trials],
      [{ condition: id, outcome: 'failed' }, failed],
    ]),
  ),
];

const lines = (given: Reproduction, head: (family: MetricHead) => readonly string[]): string[] => {
  const reproduction = mapTexts(given, sanitize);
  const subject = subjectOf(reproduction);
  return families.flatMap((family) => {
    const samples = family.samples(reproduction).filter(([, value]) => value !== null);
    return samples.length === 0 ? [] : [...head(family), ...samples.map(([labels, value]) => `${family.name}${labelText({ subject, ...labels })} ${value}`)];
  });
};

/** Medians and intervals of a reproduction in Prometheus' text format. */
export const renderReproductionPrometheus = (reproduction: Reproduction): string => `${lines(reproduction, prometheusHead).join('\n')}\n`;

/** The same in OpenMetrics 1.0. */
export const renderReproductionOpenmetrics = (reproduction: Reproduction): string => `${[...lines(reproduction, openmetricsHead), '# EOF'].join('\n')}\n`;
