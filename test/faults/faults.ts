import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomSource } from '../../src/statistics/random.js';
import type { Fault, Outcome } from './fault.js';
import { kills } from './kills.js';
import { faultsPage } from './page.js';
import { servers } from './servers.js';
import { sizes } from './sizes.js';
import { surroundings } from './surroundings.js';

/**
 * `npm run faults -- [--rounds N] [--seed S] [--only WORD] [--page]`: provokes each fault around the built command and looks whether what
 * must hold holds; ends with 1 where something did not. `--page` writes docs/faults.md.
 */

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    page: { type: 'boolean', default: false },
  },
});

const faults: readonly Fault[] = [...kills, ...surroundings, ...servers, ...sizes];
const random = randomSource(Number(values.seed));
const done: { readonly fault: Fault; readonly outcome: Outcome | string; readonly seconds: number }[] = [];
for (const fault of faults.filter(({ name }) => name.includes(values.only))) {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-faults-'));
  const begin = performance.now();
  try {
    const outcome = await fault.provoke(folder, { rounds: Number(values.rounds), random });
    const seconds = (performance.now() - begin) / 1000;
    done.push({ fault, outcome, seconds });
    console.log(`${fault.name}: ${typeof outcome === 'string' ? outcome : `${outcome.times} times, ${outcome.seen}`} (${seconds.toFixed(0)} s)`);
    if (typeof outcome !== 'string') for (const wrong of outcome.wrong) console.log(`  WRONG: ${wrong}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const broken = done.filter(({ outcome }) => typeof outcome !== 'string' && outcome.wrong.length > 0).length;
console.log(`${done.length} faults, ${broken} of them did harm`);
if (values.page) writeFileSync('docs/faults.md', faultsPage(done, Number(values.seed)));
process.exitCode = broken === 0 ? 0 : 1;
