import { cpus } from 'node:os';
import type { Outcome } from './campaign.js';
import { plantedBugs } from './planted-bugs.js';

const thousands = (count: number): string => count.toLocaleString('en-US');

const row = ({ target, runs, seconds, bytes, findings, reached }: Outcome): string => {
  const growth = reached.length === 0 ? '–' : reached.map(thousands).join(' → ');
  return `| ${target.name} | ${target.holds} | ${thousands(runs)} | ${(bytes / 1e6).toFixed(1)} | ${seconds.toFixed(0)} | ${growth} | ${findings.length} |`;
};

/** What each target found; a thing found twice stands once. */
const foundBy = (outcomes: readonly Outcome[]): string[] => {
  const seen = new Set<string>();
  const findings = outcomes.flatMap((outcome) => outcome.findings).filter(({ target, error }) => seen.size < seen.add(`${target} ${error.message}`).size);
  return findings.map(({ target, seed, error }) => `- ${target}, seed ${seed}: ${error.message.split('\n')[0]}`);
};

/** The page of a campaign: what holds, how often it was tried, what was found. */
export const fuzzingPage = (outcomes: readonly Outcome[], seed: number): string => {
  const runs = outcomes.reduce((sum, outcome) => sum + outcome.runs, 0);
  const whole = outcomes.filter(({ target }) => target.name === 'pipeline' || target.name === 'inputs').reduce((sum, outcome) => sum + outcome.runs, 0);
  const found = foundBy(outcomes);
  const seconds = outcomes.reduce((sum, outcome) => sum + outcome.seconds, 0);
  return `# Fuzzing

A log can hold anything. \`npm run fuzz\` makes inputs that look like logs, policies, baselines, rules and reports, but are wrong in
places, and checks what must hold whatever the input. This page was written by \`npm run fuzz -- --page\`; the last run was of
${thousands(runs)} inputs, ${thousands(whole)} of them through the whole pipeline, in ${(seconds / 60).toFixed(0)} minutes (seed ${seed}, Node ${process.versions.node}, ${cpus().length} cores shared with other work, one used).

\`\`\`sh
npm run fuzz                                          # 100,000 inputs over all targets, from a new seed
npm run fuzz -- --runs 10000000                       # the long one
npm run fuzz -- --target clocks --seed 4129 --runs 1  # one input again, by the seed that a finding names
npm run fuzz -- --seconds 60                          # what every change goes through
npm run fuzz -- --planted                             # are known bugs found?
\`\`\`

For every target: nothing is thrown but a sentence for the user (\`UserError\`), and no input takes more than ten times the linear time
(its target's mean per character, above a quarter of a second; the shortest of four tries counts). A run that does not end within 30 s is ended, and its seed is told.

| target | what holds | inputs | MB | seconds | blocks reached | findings |
| --- | --- | --- | --- | --- | --- | --- |
${outcomes.map(row).join('\n')}

*Blocks reached* are the blocks of \`src/\` that V8 saw running after a hundredth, a tenth and all of a target's inputs
(\`--coverage\`; those that load a module count too). A number that still grows asks for more inputs.

${found.length === 0 ? '' : `What that run found is mended, or the check is, before the page goes in:\n\n${found.join('\n')}\n`}
Inputs begin from real ones (the captured logs, one line of each rule, reports of the captured logs) and are changed where programs
trip: hostile numbers, durations and dates, other units, Unicode and control characters, markup, JSON members such as \`__proto__\`, progress
bars, lines cut, doubled, glued and moved, envelopes around envelopes, noise. The same seed makes the same input.

## Planted bugs

A fuzzer that finds nothing may be blind. \`npm run fuzz -- --planted\` changes one place of the code, in memory alone, and looks whether the
target finds it. These are planted:

${plantedBugs.map(({ about, file, target }) => `- ${about} (\`${file}\`, target ${target})`).join('\n')}
`;
};
