import type { Report } from '../model/report.js';
import { expositionLines } from './metrics/exposition.js';
import type { MetricHead } from './metrics/family.js';

/** What stands before the samples of a family. */
export const prometheusHead = ({ name, help }: MetricHead): string[] => [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`];

/** The report in Prometheus' text format, for a textfile collector or a Pushgateway. No timestamps: the former refuses them. */
export const renderPrometheus = (report: Report): string => {
  const lines = expositionLines(report, prometheusHead);
  return `${lines.join('\n')}\n`;
};
