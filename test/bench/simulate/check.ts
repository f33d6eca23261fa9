import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { run } from '../../../src/fleet/simulate/run.js';
import { workloadOf } from '../../../src/fleet/simulate/workload.js';
import { scenario, strategy } from '../../fleet/simulate/scenarios.js';
import { hasHaproxy, realTable } from './real-table.js';
import { theoryTable } from './theory-table.js';

/** `npm run bench:simulate` holds forecasts against formulas and against real processes, and writes the tables into docs/simulate.md. */

const page = 'docs/simulate.md';
const begin = '<!-- written by npm run bench:simulate -->';
const end = '<!-- end -->';

const loadWords = (): string => `${cpus().length} cores, Node ${process.versions.node}, load ${(loadavg()[0] ?? 0).toFixed(1)}`;

const speed = (): string => {
  const million = scenario({ durationSeconds: 25_000, arrivals: { kind: 'constant', perSecond: 40 }, service: { ...scenario().service, concurrency: 4 } });
  const from = performance.now();
  const workload = workloadOf(million, 1, 0);
  run(million, strategy(), workload);
  return `${workload.arrivals.length.toLocaleString('en')} requests through one replica of four at once: ${((performance.now() - from) / 1000).toFixed(2)} s (${loadWords()}).`;
};

const lines = [speed(), '', 'Mean times of queues that have a formula, 25 replications of 100,000 requests each:', '', ...theoryTable()];
if (hasHaproxy) {
  const { lines: table, worstError } = await realTable((made) => console.error(`real run ${made}`));
  lines.push(
    '',
    `A service of real processes whose work is waiting (three at once, 120 ms, variation 0.3, 1.5 s of cold work in its first request), scaled from one`,
    `to four behind HAProxy at 12, 18 and 24 s while 12 requests a second become 30: medians of five runs (${loadWords()}). The forecast knows the`,
    `service's figures and how long the processes took to listen. The p95 of a window is off by ${(worstError * 100).toFixed(0)} % at most.`,
    '',
    ...table,
  );
} else console.error('the real runs are skipped: there is no haproxy (apt-get install haproxy)');

const text = readFileSync(page, 'utf8');
const [before, rest] = text.split(begin);
const after = rest?.split(end)[1];
if (before === undefined || after === undefined) throw new Error(`${page} has no place for the tables: ${begin} … ${end}`);
if (!hasHaproxy) console.log(lines.join('\n'));
else writeFileSync(page, `${before}${begin}\n\n${lines.join('\n')}\n\n${end}${after}`);
