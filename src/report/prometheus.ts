import type { Report } from '../model/report.js';
import { expositionLines } from './metrics/exposition.js';

/** The report in Prometheus' text format, for a textfile collector or a Pushgateway. No timestamps: the former refuses them. */
export const renderPrometheus = (report: Report): string => {
  const lines = expositionLines(report, ({ name, help }) => [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`]);
  return `${lines.join('\n')}\n`;
};
