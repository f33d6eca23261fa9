import { rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { exit, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { artefactsIn } from './artefacts/artefacts.js';
import { attempt, type Outcome } from './attempt.js';
import { promisesPage, type Round, roundsPage } from './page.js';
import type { Bench } from './run.js';
import type { Scenario } from './scenario.js';
import { scenarios, usualScenarios } from './scenarios/scenarios.js';
import { bundleService } from './service/bundle.js';
import { killGroups } from './service/group.js';
import { missingOf } from './service/needs.js';
import { rowOf, totalsOf } from './table.js';
import { verify } from './verify.js';
import { withPart } from './with-part.js';

/**
 * The fault lab: starts real services with a fault switched on, has their logs diagnosed, and holds the diagnosis against the truth.
 *   npm run lab -- [--only NAME,NAME*,… | --all] [--seed N,…] [--keep FOLDER] [--verify] [--page docs/lab.md]
 * Exit status: 0; 1 where precision or recall is below 0.97 or a scenario could not be arranged; 2 where the command line is wrong.
 */

const least = 0.97;
const repository = resolve(import.meta.dirname, '../..');
const command = join(repository, 'dist/bin/coldcase.js');

const options = readOptions();
const scratch = options.keep ?? (await mkdtemp(join(tmpdir(), 'coldcase-lab-')));
for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const) {
  process.once(signal, () => {
    killGroups();
    if (options.keep === undefined) rmSync(scratch, { recursive: true, force: true });
    exit(128 + number);
  });
}
try {
  const shared = {
    nodeService: await bundleService(repository, join(scratch, 'service')),
    pythonService: join(repository, 'fixtures/lab/python/start.py'),
    artefacts: artefactsIn(join(scratch, 'made'), join(repository, 'fixtures/lab/python/make.py')),
  };
  const isGood = options.isVerifying ? await checkPromises({ ...shared, seed: options.seeds[0] ?? 1 }) : await checkDiagnoses(shared);
  process.exitCode = isGood ? 0 : 1;
} finally {
  if (options.keep === undefined) await rm(scratch, { recursive: true, force: true });
}

async function checkDiagnoses(shared: Omit<Bench, 'seed'>): Promise<boolean> {
  const rounds: Round[] = [];
  for (const seed of options.seeds) {
    const load = loadAverage();
    const began = performance.now();
    const outcomes = await runAll(options.chosen, join(scratch, `seed-${seed}`), { ...shared, seed });
    const seconds = (performance.now() - began) / 1000;
    rounds.push({ seed, seconds, load, outcomes });
    const totals = totalsOf(outcomes);
    stdout.write(
      `\nseed ${seed}: ${totals.judged} scenarios in ${seconds.toFixed(0)} s: precision ${totals.precision.toFixed(3)}, recall ${totals.recall.toFixed(3)} ` +
        `(${totals.found} found, ${totals.missed} missed, ${totals.wrong} wrongly said), ${totals.verdictsRight} verdicts right, ` +
        `${totals.near} of ${totals.compared} figures near; ${totals.errored} errored, ${totals.skipped} skipped\n`,
    );
    if (options.page !== undefined) await writePart(options.page, 'rounds', roundsPage(rounds));
  }
  const all = totalsOf(rounds.flatMap(({ outcomes }) => outcomes));
  return all.errored === 0 && all.precision >= least && all.recall >= least;
}

async function checkPromises(bench: Bench): Promise<boolean> {
  const results = [];
  const load = loadAverage();
  const began = performance.now();
  for (const scenario of options.chosen) {
    const missing = await missingOf(scenario);
    if (missing !== null) stdout.write(`skipped ${scenario.id}: ${missing}\n`);
    if (missing !== null) continue;
    const own = await verify(scenario, join(scratch, scenario.id), command, bench);
    for (const result of own) stdout.write(`${JSON.stringify(result)}\n`);
    results.push(...own);
  }
  const page = promisesPage(results, { seconds: (performance.now() - began) / 1000, load });
  stdout.write(`\n${page}\n`);
  if (options.page !== undefined) await writePart(options.page, 'promises', page);
  const promised = results.flatMap((result) => ('why' in result ? [] : [result]));
  return promised.filter(({ isInside }) => isInside).length >= 0.8 * promised.length;
}

/** Programs that wanted a CPU over the last minute: what else the machine did before a run. */
function loadAverage(): number {
  return loadavg()[0] ?? 0;
}

/** Scenarios whose seconds are judged run alone; the others, which wait more than they compute, three at a time. */
async function runAll(all: readonly Scenario[], folder: string, bench: Bench): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const run = async (scenario: Scenario): Promise<void> => {
    const missing = await missingOf(scenario);
    const outcome: Outcome =
      missing === null ? await attempt(scenario, join(folder, scenario.id), command, bench) : { kind: 'skipped', scenario, why: missing };
    outcomes.push(outcome);
    stdout.write(`${rowOf(outcome)}\n`);
  };
  for (const scenario of all.filter(({ isTimed }) => isTimed === true)) await run(scenario);
  const rest = all.filter(({ isTimed }) => isTimed !== true);
  const lane = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await run(next);
  };
  await Promise.all([lane(), lane(), lane()]);
  return outcomes;
}

async function writePart(path: string, name: string, part: string): Promise<void> {
  await writeFile(path, withPart(await readFile(path, 'utf8'), name, part));
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string' },
        all: { type: 'boolean', default: false },
        seed: { type: 'string', default: '1' },
        keep: { type: 'string' },
        verify: { type: 'boolean', default: false },
        page: { type: 'string' },
      },
    });
    const seeds = values.seed.split(',').map(Number);
    if (!seeds.every(Number.isSafeInteger)) throw new Error(`--seed takes whole numbers, not "${values.seed}"`);
    return {
      seeds,
      chosen: values.all ? scenarios : chosenBy(values.only, values.verify ? scenarios.filter(hasMends) : usualScenarios),
      keep: values.keep === undefined ? undefined : resolve(values.keep),
      isVerifying: values.verify,
      page: values.page,
    };
  } catch (error) {
    stderr.write(`lab: ${error instanceof Error ? error.message : String(error)}\n`);
    exit(2);
  }
}

function hasMends({ causes }: Scenario): boolean {
  return causes.some(({ mends = [] }) => mends.length > 0);
}

function chosenBy(only: string | undefined, otherwise: readonly Scenario[]): readonly Scenario[] {
  if (only === undefined) return otherwise;
  return only.split(',').flatMap((name) => {
    const found = scenarios.filter(({ id }) => (name.endsWith('*') ? id.startsWith(name.slice(0, -1)) : id === name));
    if (found.length === 0) throw new Error(`there is no scenario "${name}"; there are ${scenarios.map(({ id }) => id).join(', ')}`);
    return found;
  });
}
