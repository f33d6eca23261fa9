import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { globSync } from 'tinyglobby';
import { areas } from './areas.js';
import { type FileResult, openShelf } from './kept.js';
import { mutate } from './mutate.js';
import { mutationPage } from './page.js';

/**
 * `npm run mutation -- [--area NAME]… [--mutate GLOB]… [--again] [--workers N] [--kept FOLDER] [--page]`: changes the code of an area,
 * place by place, and looks whether its tests notice. Lists what was not noticed. Results are kept a batch of files at a time, and a file is
 * tried again only where it or a test has changed since, so that a run that was ended goes on where it was; `--again` tries all. `--page`
 * writes docs/mutation.md from all that is kept of the code as it is.
 */

const { values } = parseArgs({
  options: {
    area: { type: 'string', multiple: true },
    mutate: { type: 'string', multiple: true },
    again: { type: 'boolean', default: false },
    workers: { type: 'string', default: '1' },
    kept: { type: 'string', default: 'node_modules/.cache/coldcase-mutation' },
    page: { type: 'boolean', default: false },
  },
});

const filesInBatch = 8;
const shelf = openShelf(values.kept);
const asked = values.mutate === undefined ? null : new Set(globSync(values.mutate));

const told = ({ file, killed, all, survivors }: FileResult): string =>
  [...survivors.map(({ line, column, change }) => `${file}:${line}:${column} ${change}`), `${file}: ${killed} of ${all} noticed`].join('\n');

const chosen = areas.filter(({ name }) => values.area === undefined || values.area.includes(name));
if (chosen.length === 0) throw new Error(`there is no such area; there are ${areas.map(({ name }) => name).join(', ')}`);
for (const area of chosen) {
  const files = globSync(area.mutate)
    .sort()
    .filter((file) => (asked?.has(file) ?? true) && (values.again || !shelf.isCurrent(file, area.tests)));
  for (let at = 0; at < files.length; at += filesInBatch) {
    const batch = files.slice(at, at + filesInBatch);
    const results = mutate(batch, area.tests, Number(values.workers));
    // A file of types alone has nothing to change, and is not told of.
    for (const file of batch) {
      const result = results.find((one) => one.file === file) ?? { file, killed: 0, all: 0, survivors: [], seconds: 0 };
      shelf.keep(result, area.tests);
      console.log(told(result));
    }
  }
}

const measured = areas.map((area) => {
  const results = globSync(area.mutate).map((file) => ({ file, result: shelf.of(file) }));
  return { area, results: results.flatMap(({ result }) => result ?? []), missing: results.filter(({ result }) => result === null).map(({ file }) => file) };
});
for (const { area, results, missing } of measured) {
  const [killed, all] = [results.reduce((sum, one) => sum + one.killed, 0), results.reduce((sum, one) => sum + one.all, 0)];
  if (all > 0) console.log(`${area.name}: ${killed} of ${all} noticed (${((100 * killed) / all).toFixed(1)} %), ${missing.length} files not tried`);
}
if (values.page) writeFileSync('docs/mutation.md', mutationPage(measured));
