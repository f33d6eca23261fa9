import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { medianInterval } from '../../src/statistics/median-interval.js';
import { run } from './child.js';
import { kinds, logOf } from './logs.js';
import { benchPage } from './page.js';
import { performancePage } from './performance-page.js';
import { benchProfile } from './reproduce/profile.js';
import { benchStart } from './start.js';
import { tableOf } from './table.js';
import { benchCompressed, benchSizes, benchThroughput } from './throughput.js';
import { whereTimeGoes } from './where-time-goes.js';

/**
 * `npm run bench -- [--size 200MB] [--rounds 15] [--page docs/performance.md]`: figures beside peers in the same run, nothing is asserted.
 * `--page` writes them down; without it the trials of `reproduce` and the page of a large report are measured too.
 */

const { values } = parseArgs({
  options: { size: { type: 'string', default: '200MB' }, rounds: { type: 'string', default: '15' }, page: { type: 'string' } },
});
const size = parseSize(values.size);
const rounds = Number(values.rounds);
const longRounds = Math.max(6, Math.ceil(rounds / 2));

const shown = (title: string, text: string): string => {
  console.log(`\n${title}\n${text}`);
  return text;
};

const start = shown('start', tableOf(benchStart(2 * rounds)));
const throughput = kinds.map((kind) => {
  // Each line of a start is read in full: a smaller log shows the same.
  const { megabytes, results, peakMegabytes } = benchThroughput(kind, kind === 'starts' ? size / 20 : size, longRounds);
  return { kind, table: shown(kind, tableOf(results, megabytes)), peakMegabytes };
});
const compressed = shown('compressed', tableOf(benchCompressed(4 * size, longRounds), size / 0.25e6));
const sizes = shown('a byte at several sizes', tableOf(benchSizes([size / 10, size, 2 * size], longRounds)));
const rules = medianInterval(
  JSON.parse(run(process.execPath, ['--import', 'tsx', 'test/bench/rule-count.ts', logOf('steady', size / 4), '1000', String(rounds)]).stdout),
);
console.log(`\n1,000 further rules: ${rules.estimate.toFixed(2)} × (${rules.low.toFixed(2)}–${rules.high.toFixed(2)})`);
const profiles = kinds.map((kind) => ({ kind, shares: whereTimeGoes(logOf(kind, kind === 'starts' ? size / 20 : size)) }));
const page = performancePage({ size, rounds, start, throughput, compressed, sizes, rules, profiles });
if (values.page === undefined) {
  benchPage();
  await benchProfile(rounds);
} else writeFileSync(values.page, page);

function parseSize(text: string): number {
  const [, number, unit] = text.match(/^([\d.]+) ?(k|m|g)b$/i) ?? [];
  if (number === undefined || unit === undefined) throw new Error(`--size ${text}: say it like 200MB or 1GB`);
  return Number(number) * { k: 1e3, m: 1e6, g: 1e9 }[unit.toLowerCase() as 'k' | 'm' | 'g'];
}
