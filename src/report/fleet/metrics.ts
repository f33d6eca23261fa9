import type { Distribution, Fleet } from '../../model/fleet.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';
import type { Labels, MetricHead } from '../metrics/family.js';
import { labelText } from '../metrics/label-text.js';
import { openmetricsHead } from '../openmetrics.js';
import { prometheusHead } from '../prometheus.js';

type Family = MetricHead & { readonly samples: (fleet: Fleet) => readonly (readonly [Labels, number | null])[] };

const quantiles = ({ p50, p95, p99 }: Distribution, labels: Labels): readonly (readonly [Labels, number | null])[] => [
  [{ ...labels, percentile: '50' }, p50],
  [{ ...labels, percentile: '95' }, p95],
  [{ ...labels, percentile: '99' }, p99],
];

const gauge = (name: string, help: string, unit: MetricHead['unit'], samples: Family['samples']): Family => ({ name, help, type: 'gauge', unit, samples });

const families: readonly Family[] = [
  gauge('coldcase_fleet_boots', 'Boots by their verdict.', null, ({ verdicts }) => Object.entries(verdicts).map(([verdict, boots]) => [{ verdict }, boots])),
  gauge('coldcase_fleet_unread', 'Inputs that could not be read.', null, ({ unread }) => [[{}, unread]]),
  gauge('coldcase_fleet_time_to_ready_seconds', 'Percentiles of the time to ready.', 'seconds', ({ timeToReady }) => quantiles(timeToReady, {})),
  gauge('coldcase_fleet_first_request_seconds', 'Percentiles of the first request.', 'seconds', ({ firstRequest }) => quantiles(firstRequest, {})),
  gauge('coldcase_fleet_cause_boots', 'Boots that have a cause.', null, ({ causes }) => causes.map(({ id, boots }) => [{ cause: id }, boots])),
  gauge('coldcase_fleet_cause_replica_seconds', 'What a cause cost all replicas together.', 'seconds', ({ causes }) =>
    causes.map(({ id, replicaSeconds }) => [{ cause: id }, replicaSeconds]),
  ),
  gauge('coldcase_fleet_cause_cost_seconds', 'Percentiles of what a cause cost one boot.', 'seconds', ({ causes }) =>
    causes.flatMap(({ id, cost }) => quantiles(cost, { cause: id })),
  ),
  gauge('coldcase_fleet_split_boots', 'Boots by the values of a label.', null, ({ splits }) =>
    splits.flatMap(({ label, values }) => values.map(({ value, boots }) => [{ label, value }, boots] as const)),
  ),
  gauge('coldcase_fleet_split_time_to_ready_seconds', 'Percentiles of the time to ready by the values of a label.', 'seconds', ({ splits }) =>
    splits.flatMap(({ label, values }) => values.flatMap(({ value, timeToReady }) => quantiles(timeToReady, { label, value }))),
  ),
  gauge('coldcase_fleet_outliers', 'Boots whose time to ready is far out of the usual.', null, ({ outlierCount }) => [[{}, outlierCount]]),
  gauge('coldcase_fleet_regression_seconds', 'By how much starts are slower since a release.', 'seconds', ({ regressions }) =>
    regressions.map(({ label, firstBad, measure, beforeSeconds, afterSeconds }) => [{ label, since: firstBad, measure }, afterSeconds - beforeSeconds]),
  ),
];

const lines = (given: Fleet, head: (family: MetricHead) => readonly string[]): string[] => {
  const fleet = mapTexts(given, sanitize);
  return families.flatMap((family) => {
    const samples = family.samples(fleet).filter(([, value]) => value !== null);
    return samples.length === 0 ? [] : [...head(family), ...samples.map(([labels, value]) => `${family.name}${labelText(labels)} ${value}`)];
  });
};

/** A fleet in Prometheus' text format. */
export const renderFleetPrometheus = (fleet: Fleet): string => `${lines(fleet, prometheusHead).join('\n')}\n`;

/** The same in OpenMetrics 1.0. */
export const renderFleetOpenmetrics = (fleet: Fleet): string => `${[...lines(fleet, openmetricsHead), '# EOF'].join('\n')}\n`;
