import { jsonText } from './escape/json-text.js';

/** A report, of whatever command, as JSON: two spaces a level, every control character escaped. */
export const renderJson = (report: object): string => `${jsonText(report, 2)}\n`;
