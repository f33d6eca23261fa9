import type { BootRecord } from '../boots/record.js';

/** Labels by which people ask first. */
const usual = ['version', 'runtime', 'image', 'model', 'gpu', 'node', 'zone', 'cluster', 'namespace'];
const mostLabels = 8;
const mostValues = 50;

/** The labels that set boots apart: those asked for; otherwise the usual ones, then others, that have from two to fifty values. */
export const labelsToSplit = (records: readonly BootRecord[], asked: readonly string[]): string[] => {
  if (asked.length > 0) return [...asked];
  const values = new Map<string, Set<string>>();
  for (const { labels } of records)
    for (const name in labels) {
      const seen = values.get(name) ?? new Set();
      if (seen.size === 0) values.set(name, seen);
      if (seen.size <= mostValues) seen.add(labels[name] ?? '');
    }
  const telling = [...values].filter(([, seen]) => seen.size >= 2 && seen.size <= mostValues).map(([name]) => name);
  const rank = (name: string): number => (usual.includes(name) ? usual.indexOf(name) : usual.length);
  return telling.sort((left, right) => rank(left) - rank(right) || left.localeCompare(right, 'en')).slice(0, mostLabels);
};
