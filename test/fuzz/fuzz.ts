import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Finding, fuzz, type Outcome } from './campaign.js';
import { createHangGuard } from './hang-guard.js';
import { createCoverage } from './reached.js';
import { targets } from './targets.js';

/**
 * `npm run fuzz -- [--runs N] [--target NAME] [--seed S] [--seconds N] [--coverage] [--page]`: tries each target with inputs made from
 * seeds S, S+1, …; ends with 1 where something broke. `--runs` is shared out among the targets; `--coverage` counts the blocks of code that each target reaches,
 * after a hundredth, a tenth and all of its runs; `--page` does so too, and writes docs/fuzzing.md.
 * `--planted`: plants known bugs, one at a time, and tells whether they are found.
 */

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    target: { type: 'string', multiple: true },
    seed: { type: 'string' },
    seconds: { type: 'string' },
    coverage: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
  },
});

const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000_000) : Number(values.seed);

if (values.planted) await (await import('./find-planted.js')).findPlanted(seed);
else await run();

async function run(): Promise<void> {
  const chosen = targets.filter(({ name }) => values.target === undefined || values.target.includes(name));
  if (chosen.length === 0) throw new Error(`there is no such target; there are ${targets.map(({ name }) => name).join(', ')}`);
  const total = Number(values.runs);
  const shares = chosen.reduce((sum, { share }) => sum + share, 0);
  const guard = createHangGuard();
  const outcomes: Outcome[] = [];
  console.log(`seed ${seed}, ${total} runs`);
  for (const target of chosen) {
    const coverage = values.coverage || values.page ? await createCoverage() : null;
    const outcome = await fuzz(target, {
      seed,
      runs: Math.ceil((total * target.share) / shares),
      mostSeconds: values.seconds === undefined ? Number.POSITIVE_INFINITY : Number(values.seconds) / chosen.length,
      mostFindings: 3,
      guard,
      coverage,
    });
    await coverage?.end();
    outcomes.push(outcome);
    console.log(lineOf(outcome));
    for (const finding of outcome.findings) console.log(findingText(finding));
  }
  await guard.end();
  const found = outcomes.flatMap(({ findings }) => findings).length;
  console.log(`${runsOf(outcomes)} runs, ${runsOf(outcomes.filter(isWhole))} of them through the whole pipeline; ${found} findings`);
  if (values.page) writeFileSync('docs/fuzzing.md', (await import('./page.js')).fuzzingPage(outcomes, seed));
  process.exitCode = found === 0 ? 0 : 1;
}

/** From bytes to report. */
function isWhole({ target }: Outcome): boolean {
  return target.name === 'pipeline' || target.name === 'inputs';
}

function runsOf(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, { runs }) => sum + runs, 0);
}

function lineOf({ target, runs, seconds, bytes, findings, reached }: Outcome): string {
  const blocks = reached.length === 0 ? '' : `, blocks reached ${reached.join(' → ')}`;
  return `${target.name}: ${runs} runs in ${seconds.toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB, ${findings.length} findings${blocks}`;
}

function findingText({ target, seed, input, error }: Finding): string {
  const shown = JSON.stringify(input.length > 2000 ? `${input.slice(0, 2000)}…` : input);
  const stack = (error.stack ?? error.message).split('\n').slice(0, 24).join('\n  ');
  return `FOUND in ${target}: npm run fuzz -- --target ${target} --seed ${seed} --runs 1\n  ${shown}\n  ${stack}`;
}
