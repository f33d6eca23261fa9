import type { Report } from '../model/report.js';
import { expositionLines } from './metrics/exposition.js';
import type { MetricHead } from './metrics/family.js';

/** What stands before the samples of a family; that of an info metric goes without the suffix that its samples have. */
export const openmetricsHead = ({ name, help, type, unit }: MetricHead): string[] => {
  const family = type === 'info' ? name.replace(/_info$/, '') : name;
  return [`# TYPE ${family} ${type}`, ...(unit === null ? [] : [`# UNIT ${family} ${unit}`]), `# HELP ${family} ${help}`];
};

/** The same metrics under the same names in OpenMetrics 1.0: with units, and info metrics as such. */
export const renderOpenmetrics = (report: Report): string => `${[...expositionLines(report, openmetricsHead), '# EOF'].join('\n')}\n`;
