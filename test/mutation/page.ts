import { areas } from './areas.js';
import type { Mutated } from './mutate.js';

type Done = Mutated & { readonly name: string; readonly files: readonly string[] };

const percent = (killed: number, all: number): string => `${((100 * killed) / all).toFixed(1)} %`;

const areaRow = ({ name, files, killed, all, seconds }: Done): string =>
  `| ${name} | ${files.map((file) => `\`${file}\``).join(' ')} | ${all} | ${killed} | ${percent(killed, all)} | ${seconds.toFixed(0)} |`;

/** Files with the most changes that no test noticed. */
const worstFiles = (done: readonly Done[]): string[] => {
  const counts = new Map<string, number>();
  for (const { file } of done.flatMap(({ survivors }) => survivors)) counts.set(file, (counts.get(file) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 20)
    .map(([file, count]) => `| \`${file}\` | ${count} |`);
};

/** The page of a run: what was changed, what was noticed, where it was not, and what was not run. */
export const mutationPage = (done: readonly Done[]): string => {
  const left = areas.filter(({ name }) => !done.some((one) => one.name === name));
  return `# Mutations

Tests that would not notice a mistake are no tests. \`npm run mutation\` changes the code place by place (\`<\` to \`<=\`, a condition to
\`true\`, a text to the empty one …), runs the tests of that folder against each change, and lists the changes that none noticed.

\`\`\`sh
npm run mutation -- --area statistics
npm run mutation -- --area timeline --mutate src/timeline/sweep.ts
npm run mutation -- --workers 2 --page
\`\`\`

This page was written by \`npm run mutation -- --page\` (Node ${process.versions.node}). Only the folder's own tests are run: the rest of the suite, which notices
more, takes minutes for each change. What runs once as a file is loaded (tables, constants) is left out.

| area | files | changes | noticed | share | seconds |
| --- | --- | --- | --- | --- | --- |
${done.map(areaRow).join('\n')}
${left.length === 0 ? '' : `\nNot run for this page: ${left.map(({ name }) => name).join(', ')}.\n`}
The files with the most that went unnoticed:

| file | changes |
| --- | --- |
${worstFiles(done).join('\n')}
`;
};
