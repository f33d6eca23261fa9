import { bounded } from '../escape/bounded.js';
import { longestValue } from './boot-labels.js';
import type { Labels } from './family.js';

const escaped = (value: string): string => bounded(value, longestValue).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

/** Labels as both text formats write them; empty ones are left out, as Prometheus sees no difference. */
export const labelText = (labels: Labels): string => {
  const given = Object.entries(labels).filter(([, value]) => value !== '');
  return given.length === 0 ? '' : `{${given.map(([name, value]) => `${name}="${escaped(value)}"`).join(',')}}`;
};
