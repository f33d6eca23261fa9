import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { globSync } from 'tinyglobby';
import { openChanges, withChangedTests } from './again.js';
import { type Area, areas } from './areas.js';
import { type FileResult, openShelf } from './kept.js';
import { mutate, partOf } from './mutate.js';
import { countsOf, mutationPage } from './page.js';

/**
 * `npm run mutation -- [--area NAME]… [--mutate GLOB]… [--again] [--workers N] [--kept FOLDER] [--page]`: changes the code of an area,
 * place by place, and looks whether its tests notice. Lists what was not noticed. Results are kept a batch of files at a time, and a file is
 * tried again only where it has changed since, and against the tests that have changed where those have, so that a run that was ended goes
 * on where it was; `--again` tries all. `--page`
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

const told = ({ file, noticed, survivors }: FileResult): string =>
  [
    ...survivors.map(({ line, column, change }) => `${file}:${line}:${column} ${change}`),
    `${file}: ${noticed.length} of ${noticed.length + survivors.length} noticed`,
  ].join('\n');

const chosen = areas.filter(({ name }) => values.area === undefined || values.area.includes(name));
if (chosen.length === 0) throw new Error(`there is no such area; there are ${areas.map(({ name }) => name).join(', ')}`);

const none = (file: string): FileResult => ({ file, noticed: [], survivors: [], seconds: 0 });

const keep = (result: FileResult, { tests }: Area): void => {
  shelf.keep(result, tests);
  console.log(told(result));
};

/** Results of files against tests, a batch at a time; of all of a file, or of the parts that `partsOf` gives. */
function* tried(files: readonly string[], tests: readonly string[], partsOf: ((file: string) => readonly string[]) | null = null): Generator<FileResult> {
  const size = partsOf === null ? filesInBatch : 4 * filesInBatch;
  for (let at = 0; at < files.length; at += size) {
    const batch = files.slice(at, at + size);
    const parts = partsOf === null ? batch : batch.flatMap(partsOf);
    const results = parts.length === 0 || tests.length === 0 ? [] : mutate(parts, tests, Number(values.workers));
    // A file of types alone has nothing to change, and is not told of.
    for (const file of batch) yield results.find((one) => one.file === file) ?? none(file);
  }
}

for (const area of chosen) {
  const files = globSync(area.mutate)
    .sort()
    .filter((file) => asked?.has(file) ?? true);
  const anew = new Set<string>();
  /** Files that were tried, by the tests that have changed since. */
  const later = new Map<string, string[]>();
  for (const file of files) {
    const changed = values.again ? null : shelf.changedTests(file, area.tests);
    if (changed === null) anew.add(file);
    else if (changed.length > 0) later.set(changed.join(','), [...(later.get(changed.join(',')) ?? []), file]);
  }
  for (const [list, behind] of later) {
    const changed = list.split(',');
    const open = (file: string): string[] => openChanges(shelf.of(file) ?? none(file), changed).map((change) => partOf(file, change));
    for (const again of tried(behind, changed.filter(existsSync), open)) {
      const before = shelf.of(again.file);
      const result = before === null ? null : withChangedTests(before, again, changed);
      if (result === null) anew.add(again.file);
      else keep(result, area);
    }
  }
  for (const result of tried([...anew], area.tests)) keep(result, area);
}

const measured = areas.map((area) => {
  const results = globSync(area.mutate).map((file) => ({ file, result: shelf.of(file) }));
  return { area, results: results.flatMap(({ result }) => result ?? []), missing: results.filter(({ result }) => result === null).map(({ file }) => file) };
});
for (const { area, results, missing } of measured) {
  const { noticed, all } = countsOf(results);
  if (all > 0) console.log(`${area.name}: ${noticed} of ${all} noticed (${((100 * noticed) / all).toFixed(1)} %), ${missing.length} files not tried`);
}
if (values.page) writeFileSync('docs/mutation.md', mutationPage(measured));
