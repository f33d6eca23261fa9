import type { Report } from '../../../model/report.js';
import type { Surroundings } from '../surroundings.js';

const parsed = (id: string): unknown => JSON.parse(document.getElementById(id)?.textContent ?? 'null');

/** The report that this page was made from; its texts were made harmless when it was written. */
export const report = parsed('report') as Report;

const surroundings = parsed('surroundings') as Surroundings;

const byFile = new Map<string, ReadonlyMap<number, string>>();

/** The known lines of a log by their number. */
export const linesOf = (file: string): ReadonlyMap<number, string> => {
  const known = byFile.get(file) ?? new Map(Object.hasOwn(surroundings, file) ? surroundings[file] : []);
  byFile.set(file, known);
  return known;
};
