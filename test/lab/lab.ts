import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { exit, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { artefactsIn } from './artefacts/artefacts.js';
import { attempt, type Outcome } from './attempt.js';
import type { Bench } from './run.js';
import type { Scenario } from './scenario.js';
import { scenarios } from './scenarios/scenarios.js';
import { bundleService } from './service/bundle.js';
import { rowOf, totalsOf } from './table.js';

/**
 * The fault lab: starts real services with a fault switched on, has their logs diagnosed, and holds the diagnosis against the truth.
 *   npm run lab -- [--only NAME,…] [--seed N] [--keep FOLDER]
 * Exit status: 0; 1 where precision or recall is too low or a scenario could not be arranged; 2 where the command line is wrong.
 */

const { values } = parseArgs({
  options: { only: { type: 'string' }, seed: { type: 'string', default: '1' }, keep: { type: 'string' } },
});
const repository = resolve(import.meta.dirname, '../..');
const command = join(repository, 'dist/bin/coldcase.js');
await access(command);
const scratch = values.keep === undefined ? await mkdtemp(join(tmpdir(), 'coldcase-lab-')) : resolve(values.keep);

const bench: Bench = {
  nodeService: await bundleService(repository, join(scratch, 'service')),
  pythonService: join(repository, 'fixtures/lab/python/start.py'),
  artefacts: artefactsIn(join(scratch, 'made'), join(repository, 'fixtures/lab/python/make.py')),
  seed: Number(values.seed),
};
const began = performance.now();
const outcomes = await runAll(chosen(values.only));
const totals = totalsOf(outcomes);
stdout.write(
  `\n${totals.judged} scenarios in ${((performance.now() - began) / 1000).toFixed(0)} s: precision ${totals.precision.toFixed(3)}, recall ${totals.recall.toFixed(3)} ` +
    `(${totals.found} found, ${totals.missed} missed, ${totals.wrong} wrongly said), ${totals.verdictsRight} verdicts right, ` +
    `${totals.near} of ${totals.compared} figures near; ${totals.errored} errored, ${totals.skipped} skipped\n`,
);
if (values.keep === undefined) await rm(scratch, { recursive: true, force: true });
exit(totals.errored > 0 || totals.precision < 0.97 || totals.recall < 0.97 ? 1 : 0);

async function runAll(all: readonly Scenario[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const run = async (scenario: Scenario): Promise<void> => {
    const outcome = await attempt(scenario, join(scratch, scenario.id), command, bench);
    outcomes.push(outcome);
    stdout.write(`${rowOf(outcome)}\n`);
  };
  for (const scenario of all.filter(({ isTimed }) => isTimed === true)) await run(scenario);
  // Where no seconds are judged, two may share the CPUs.
  const rest = all.filter(({ isTimed }) => isTimed !== true);
  const lane = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await run(next);
  };
  await Promise.all([lane(), lane()]);
  return outcomes;
}

function chosen(only: string | undefined): readonly Scenario[] {
  if (only === undefined) return scenarios;
  const names = only.split(',');
  return scenarios.filter(({ id }) => names.some((name) => id === name || id.includes(name)));
}
