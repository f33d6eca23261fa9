import { cpus } from 'node:os';
import type { Fault, Outcome } from './fault.js';

type Done = { readonly fault: Fault; readonly outcome: Outcome | string; readonly seconds: number };

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');

const row = ({ fault: { name, holds }, outcome, seconds }: Done): string => {
  const told =
    typeof outcome === 'string'
      ? [`–`, outcome, '–']
      : [String(outcome.times), outcome.seen, outcome.wrong.length === 0 ? 'yes' : `no, ${outcome.wrong.length} times`];
  return `| ${[name, holds, ...told, seconds.toFixed(0)].map(cell).join(' | ')} |`;
};

/** The page of a run: what went wrong, what had to hold, whether it did. */
export const faultsPage = (done: readonly Done[], seed: number): string => `# Faults

What happens when something around coldcase goes wrong. \`npm run faults\` provokes it around the built command and looks; this page was
written by \`npm run faults -- --page\` (seed ${seed}, Node ${process.versions.node}, ${cpus().length} cores shared with other work).
Rollouts are killed by a program of their own, while users ask through HAProxy: \`npm run faults:rollout\`.

| fault | what must hold | times | seen | held | seconds |
| --- | --- | --- | --- | --- | --- |
${done.map(row).join('\n')}

Half of the kills come at a random moment, half within 4 ms of the first change in the folder.

## What stays

- A command that is killed while it writes may leave its draft, \`.coldcase-….tmp\`, beside the file. It is nobody's: remove it.
- The lock of a baseline outlives a killed recording by ten to eleven seconds; the next one waits for that.
- Standard output is no file of coldcase's: \`coldcase redact LOG > FILE\` that is killed leaves what was written until then.
- A log that is truncated during \`--follow\` and grows past its old size within a quarter of a second is not seen to be another one.
- Below about 20 file handles Node itself does not start.
`;
