import type { Report } from '../model/report.js';
import { jsonText } from './json-text.js';

/** The report as JSON, two spaces a level, every control character escaped. */
export const renderJson = (report: Report): string => `${jsonText(report, 2)}\n`;
