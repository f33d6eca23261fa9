import type { BootReport, Report } from '../../model/report.js';

export type Labels = { readonly [name: string]: string };

/** One figure; `boot` is null where it tells of the whole report. */
export type Sample = { readonly boot: BootReport | null; readonly labels: Labels; readonly value: number };

/** What the head of a family says. */
export type MetricHead = {
  /** In Prometheus' convention: base unit at the end. */
  readonly name: string;
  readonly help: string;
  /** `info` is always 1 and tells by its labels. */
  readonly type: 'gauge' | 'info';
  /** null: a count, a yes (1) or no (0). */
  readonly unit: 'seconds' | 'bytes' | 'ratio' | null;
};

/** A metric under one name: what the text formats, OTLP, the dashboard and the page of docs all take it from. */
export type MetricFamily = MetricHead & {
  /** Labels beside those that every boot has. */
  readonly labels: readonly string[];
  readonly samples: (report: Report) => readonly Sample[];
};

/** A gauge of each boot: its figures with their own labels; null where the log does not say. */
export const bootGauge = (
  name: string,
  help: string,
  unit: MetricFamily['unit'],
  labels: readonly string[],
  figures: (boot: BootReport) => readonly (readonly [number | null, Labels?])[],
): MetricFamily => ({
  name,
  help,
  type: 'gauge',
  unit,
  labels,
  samples: ({ boots }) =>
    boots.flatMap((boot) => figures(boot).flatMap(([value, own = {}]) => (value === null || !Number.isFinite(value) ? [] : [{ boot, labels: own, value }]))),
});
