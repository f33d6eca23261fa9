import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { areas } from './areas.js';
import { type Mutated, mutate } from './mutate.js';
import { mutationPage } from './page.js';

/**
 * `npm run mutation -- [--area NAME]… [--mutate GLOB]… [--workers N] [--page]`: changes the code of an area, place by place, and looks
 * whether its tests notice. `--mutate` takes a part of the area alone. Lists what was not noticed; `--page` writes docs/mutation.md.
 */

const { values } = parseArgs({
  options: {
    area: { type: 'string', multiple: true },
    mutate: { type: 'string', multiple: true },
    workers: { type: 'string', default: '1' },
    page: { type: 'boolean', default: false },
  },
});

const chosen = areas.filter(({ name }) => values.area === undefined || values.area.includes(name));
if (chosen.length === 0) throw new Error(`there is no such area; there are ${areas.map(({ name }) => name).join(', ')}`);
const done: (Mutated & { readonly name: string; readonly files: readonly string[] })[] = [];
for (const { name, mutate: files, tests } of chosen) {
  const some = values.mutate?.filter((file) => files.some((all) => file.startsWith(all.slice(0, all.indexOf('*')))));
  if (some?.length === 0) continue;
  const result = mutate(some ?? files, tests, Number(values.workers));
  done.push({ name, files: some ?? files, ...result });
  for (const { file, line, column, change } of result.survivors) console.log(`${file}:${line}:${column} ${change}`);
  console.log(`${name}: ${result.killed} of ${result.all} noticed (${((100 * result.killed) / result.all).toFixed(1)} %), ${result.seconds.toFixed(0)} s`);
}
if (values.page) writeFileSync('docs/mutation.md', mutationPage(done));
