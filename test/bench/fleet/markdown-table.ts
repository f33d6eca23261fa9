import type { Interval } from '../../../src/statistics/hodges-lehmann.js';

/** Rows under a head, as a table in Markdown. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** An estimate with its 95 % interval, where there are enough rounds for one. */
export const intervalWords = ({ estimate, low, high }: Interval): string =>
  Number.isFinite(low + high) ? `${estimate.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})` : estimate.toFixed(2);
