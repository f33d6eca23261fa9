import { areas } from './areas.js';
import type { Mutated } from './mutate.js';

type Done = Mutated & { readonly name: string; readonly files: readonly string[] };

const row = ({ name, files, killed, all, seconds }: Done): string =>
  `| ${name} | ${files.map((file) => `\`${file}\``).join(' ')} | ${all} | ${killed} | ${((100 * killed) / all).toFixed(1)} % | ${seconds.toFixed(0)} |`;

const survivorsOf = ({ survivors }: Done): string => {
  const files = [...new Set(survivors.map(({ file }) => file))];
  return files
    .map(
      (file) =>
        `- \`${file}\`: ${survivors
          .filter((one) => one.file === file)
          .map(({ line, change }) => `${line} (${change.split(':')[0]})`)
          .join(', ')}`,
    )
    .join('\n');
};

/** The page of a run: what was mutated, what was noticed, what was not, and what was not run. */
export const mutationPage = (done: readonly Done[]): string => {
  const left = areas.filter(({ name }) => !done.some((one) => one.name === name));
  return `# Mutations

Tests that would not notice a mistake are no tests. \`npm run mutation\` changes the code place by place (\`<\` to \`<=\`, a condition to
\`true\`, a text to the empty one …) and runs the tests of that folder against each change, on one core.

\`\`\`sh
npm run mutation -- --area statistics
npm run mutation -- --area timeline --mutate src/timeline/sweep.ts
\`\`\`

This page was written by \`npm run mutation -- --page\` (Node ${process.versions.node}). Only the folder's own tests are run: the rest of the suite, which notices
more, takes minutes for each change.

| area | files | mutants | noticed | share | seconds |
| --- | --- | --- | --- | --- | --- |
${done.map(row).join('\n')}

${left.length === 0 ? '' : `Not run for this page: ${left.map(({ name }) => name).join(', ')}.\n\n`}## Not noticed

By line, with the kind of change.

${done
  .map(survivorsOf)
  .filter((text) => text !== '')
  .join('\n')}
`;
};
