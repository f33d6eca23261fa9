import type { Result } from './in-turn.js';

const verdictOf = ({ ratio, limit }: Result): string => (limit === null ? '' : `≤ ${limit.toFixed(2)} ${ratio <= limit ? 'reached' : 'missed'}`);

const intervalOf = ({ low, high }: Result): string => (Number.isFinite(low + high) ? `${low.toFixed(2)}–${high.toFixed(2)}` : 'too few runs');

/** Results as a table in Markdown; `megabytes`: adds how much of that each reads in a second of processor time. */
export function tableOf(results: readonly Result[], megabytes: number | null = null): string {
  const rows = results.map((result) => [
    result.name,
    `${(result.processorSeconds * 1000).toFixed(0)} ms`,
    ...(megabytes === null ? [] : [`${(megabytes / result.processorSeconds).toFixed(0)} MB/s`]),
    `${result.ratio.toFixed(2)} ×`,
    intervalOf(result),
    `${result.clockRatio.toFixed(2)} ×`,
    verdictOf(result),
  ]);
  const head = ['', 'processor time', ...(megabytes === null ? [] : ['of it']), 'ratio', '95 %', 'by the clock', 'goal'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
