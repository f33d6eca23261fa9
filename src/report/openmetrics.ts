import type { Report } from '../model/report.js';
import { expositionLines } from './metrics/exposition.js';
import type { MetricFamily } from './metrics/family.js';

/** An info metric's family goes without the suffix that its samples have. */
const head = ({ name, help, type, unit }: MetricFamily): string[] => {
  const family = type === 'info' ? name.replace(/_info$/, '') : name;
  return [`# TYPE ${family} ${type}`, ...(unit === null ? [] : [`# UNIT ${family} ${unit}`]), `# HELP ${family} ${help}`];
};

/** The same metrics under the same names in OpenMetrics 1.0: with units, and info metrics as such. */
export const renderOpenmetrics = (report: Report): string => `${[...expositionLines(report, head), '# EOF'].join('\n')}\n`;
