import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { capturedStarts } from './gate/captured-starts.js';
import { powerPage } from './gate/power-page.js';
import { powerTables } from './gate/power-tables.js';

/**
 * `npm run bench:gate` writes docs/gate-power.md: how often a gate raises false alarms and sees true ones, by simulation.
 * `npm run bench:gate -- --starts DIR` prints how the starts in a folder of captured logs scatter instead.
 */

const page = 'docs/gate-power.md';
const { values } = parseArgs({ options: { starts: { type: 'string' }, seed: { type: 'string', default: '1' } } });

if (values.starts === undefined) simulate(Number(values.seed));
else console.log(await capturedStarts(values.starts));

function simulate(seed: number): void {
  const begin = performance.now();
  writeFileSync(page, powerPage(powerTables(seed)));
  console.log(`${page} written in ${((performance.now() - begin) / 1000).toFixed(0)} s`);
}
