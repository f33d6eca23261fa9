import type { Area } from './areas.js';
import type { FileResult } from './kept.js';

/** What is known of an area: the results of its files as they are, and the files without one. */
export type Measured = { readonly area: Area; readonly results: readonly FileResult[]; readonly missing: readonly string[] };

const sum = (results: readonly FileResult[], of: (result: FileResult) => number): number => results.reduce((total, one) => total + of(one), 0);
const share = (noticed: number, all: number): string => (all === 0 ? '–' : `${((100 * noticed) / all).toFixed(1)} %`);

/** How many changes of some files were noticed, and how many were tried. */
export const countsOf = (results: readonly FileResult[]): { readonly noticed: number; readonly all: number } => {
  const noticed = sum(results, (one) => one.noticed.length);
  return { noticed, all: noticed + sum(results, (one) => one.survivors.length) };
};

const row = (name: string, results: readonly FileResult[]): string => {
  const { noticed, all } = countsOf(results);
  return `| ${name} | ${results.length} | ${all} | ${noticed} | ${share(noticed, all)} | ${sum(results, (one) => one.seconds).toFixed(0)} |`;
};

const worst = (results: readonly FileResult[]): string[] =>
  [...results]
    .filter(({ survivors }) => survivors.length > 0)
    .sort((a, b) => b.survivors.length - a.survivors.length)
    .slice(0, 20)
    .map((one) => `| \`${one.file}\` | ${one.survivors.length} | ${share(one.noticed.length, countsOf([one]).all)} |`);

/** The page of what is kept: what was changed, what was noticed, where it was not, and what was not tried. */
export const mutationPage = (measured: readonly Measured[]): string => {
  const tried = measured.filter(({ results }) => results.length > 0);
  const all = tried.flatMap(({ results }) => results);
  const untried = measured.flatMap(({ area, results, missing }) => (results.length === 0 ? [`all of ${area.name}`] : missing.map((file) => `\`${file}\``)));
  return `# Mutations

Tests that would not notice a mistake are no tests. \`npm run mutation\` changes the code place by place (\`<\` to \`<=\`, a condition to
\`true\`, a text to the empty one …), runs tests against each change, and lists the changes that none noticed.

\`\`\`sh
npm run mutation -- --area timeline
npm run mutation -- --area timeline --mutate src/timeline/sweep.ts
npm run mutation -- --page
\`\`\`

This page was written by \`npm run mutation -- --page\` (Node ${process.versions.node}), from results of the code as it is: what was tried is kept, and
tried again where the code has changed; where tests have, what was left is tried against those. Run are the folder's own tests, the agreed
accounts of whole logs, and the fuzzer's targets from fixed seeds (\`test/mutation/areas.ts\`); the rest of the suite, which notices more, takes minutes for each change.
They run in one process, with the files loaded once, and with twenty examples of a property; a change counts as noticed where a test fails with it and passes without
it straight after, or where it never comes to an end. What runs once as a file is loaded (tables, constants) is left out.

| folder | files | changes | noticed | share | seconds |
| --- | --- | --- | --- | --- | --- |
${tried.map(({ area, results }) => row(area.name, results)).join('\n')}
${row('together', all)}
${untried.length === 0 ? '' : `\nNot tried: ${untried.join(', ')}.\n`}
The files with the most that went unnoticed:

| file | changes | share noticed |
| --- | --- | --- |
${worst(all).join('\n')}
`;
};
