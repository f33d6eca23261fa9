import { fileName, quote } from './shell.js';

export type UnitOptions = { readonly since?: string; readonly user?: boolean };

/** The commands that gather what tells of the start of one systemd unit. */
export const unitCommands = (unit: string, options: UnitOptions): string[] => {
  const folder = `coldcase-${fileName(unit)}`;
  const since = options.since === undefined ? ['--boot'] : ['--since', quote(options.since)];
  const journal = ['journalctl', ...(options.user === true ? ['--user'] : []), '--unit', quote(unit), ...since, '--no-pager', '--output', 'json'];
  return [
    `mkdir -p ${folder}`,
    "# The unit's journal since the machine came up, as JSON: it has microseconds and the process ids.",
    `${journal.join(' ')} > ${folder}/journal.json`,
    '# What the kernel killed for memory.',
    `journalctl --dmesg ${since.join(' ')} --no-pager --output json --grep 'killed process|out of memory|oom-kill' > ${folder}/kernel.json || true`,
    `coldcase ${folder}`,
  ];
};
