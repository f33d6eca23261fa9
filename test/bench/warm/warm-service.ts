import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../src/cli/audit/free-port.js';
import { median } from '../../../src/statistics/quantile.js';
import { figuresOf, measureStart, type StartFigures } from './measure-start.js';

/**
 * Before and after, in one run: a service of PyTorch that is started plainly and asked at once, and the same behind `coldcase warm` with the plan
 * that `coldcase plan` writes, asked once `/readyz` says so. Starts of both kinds take turns. Prints the table of docs/warm.md.
 */

const batches = [1, 8];
const rounds = 30;
/** A start that takes longer has failed. */
const patienceMilliseconds = 90_000;
const starts = Number(process.argv[2] ?? 5);
const command = ['dist/bin/coldcase.js'];
const folder = mkdtempSync(join(tmpdir(), 'coldcase-warm-bench-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const plan = file(
  'plan.yaml',
  execFileSync(process.execPath, [...command, 'plan', '--shape', `batch=${batches.join(',')}`, '--device', 'cpu'], { encoding: 'utf8' }),
);
const template = file('request.json', '{"batch":"{{batch}}"}');

const until = async (url: string): Promise<void> => {
  const begin = performance.now();
  for (;;) {
    const response = await fetch(url).catch(() => null);
    const said = await response?.text();
    if (response?.status === 200) return;
    if (performance.now() - begin > patienceMilliseconds) throw new Error(`${url} is not ready: ${said ?? 'it does not answer'}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

const serviceLine = (port: number): string[] => ['/usr/bin/python3', 'test/bench/warm/serve.py', String(port)];

const startOf = async (kind: 'cold' | 'warm'): Promise<StartFigures> => {
  const [port, probe] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}/`;
  const warm = [...command, 'warm', plan, '--target', url, '--protocol', 'json', '--template', template, '--probe', `127.0.0.1:${probe}`, '--quiet', '--'];
  const [program = '', ...words] = kind === 'cold' ? serviceLine(port) : [process.execPath, ...warm, ...serviceLine(port)];
  const child = spawn(program, words, { stdio: 'ignore' });
  try {
    await until(kind === 'cold' ? url : `http://127.0.0.1:${probe}/readyz`);
    return figuresOf(await measureStart(url, batches, rounds));
  } finally {
    await ended(child);
  }
};

const all: { readonly cold: StartFigures[]; readonly warm: StartFigures[] } = { cold: [], warm: [] };
for (let at = 0; at < starts; at++) {
  all.cold.push(await startOf('cold'));
  all.warm.push(await startOf('warm'));
}
rmSync(folder, { recursive: true });

const ms = (seconds: number): string => `${Number((seconds * 1000).toPrecision(3))} ms`;
const rowOf = (name: string, first: (figures: StartFigures) => number, steady: (figures: StartFigures) => number): string => {
  const of = (kind: 'cold' | 'warm'): string[] => {
    const [one, other] = [median(all[kind].map(first)), median(all[kind].map(steady))];
    return [ms(one), ms(other), `${median(all[kind].map((figures) => first(figures) / steady(figures))).toFixed(2)}×`];
  };
  return `| ${[name, ...of('cold'), ...of('warm')].join(' | ')} |`;
};
const rows = batches.map((batch, at) =>
  rowOf(
    `first request of batch ${batch}, steady`,
    ({ first }) => first[at] ?? Number.NaN,
    ({ steady }) => steady[at] ?? Number.NaN,
  ),
);
console.log(`| medians of ${starts} starts | cold | steady | | warmed | steady | |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
${rowOf(
  'p95 of the first requests, of the later ones',
  ({ earlyP95 }) => earlyP95,
  ({ steadyP95 }) => steadyP95,
)}

${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} at the end, Node ${process.version.slice(1)}`);
