import { sanitize } from '../report/escape/sanitize.js';
import { createLogRedactor } from '../report/redaction/log-redactor.js';
import { createCommand } from './command-line.js';
import { eachSource } from './input/each-source.js';
import { tellMasked } from './options/redaction.js';
import { status } from './status.js';
import type { Io, Run } from './terminal/io.js';

const write = async (io: Io, text: string): Promise<void> => {
  // One byte a character in and out: bytes that are no UTF-8 pass as they are, and all that is looked for is ASCII.
  const bytes = Buffer.from(text, 'latin1');
  // A file gets the log as it is; a terminal would obey what the log holds.
  if (!io.stdout.write(io.stdout.isTTY === true ? sanitize(bytes.toString()) : bytes)) await new Promise<void>((resolve) => io.stdout.once('drain', resolve));
};

/** `coldcase redact [LOG…|-]` */
export const runRedact: Run = async (args, io) => {
  const command = createCommand('coldcase redact', io)
    .usage('[LOG…|-] > shared.log')
    .description(
      'Writes a log that can be shown to others: secrets are masked; IP addresses, host names (in URLs, after host=, of private networks, in full), mail addresses and the user names of home folders get pseudonyms that stay the same throughout. Times, durations and wording stay, so that its diagnosis is the same. Read it before you share it: what else names your systems is yours to judge.',
    )
    .option('-q, --quiet', 'do not say how much was masked')
    .argument('[LOG...]', 'logs; - or a pipe is standard input')
    .parse([...args], { from: 'user' });
  if (command.args.length === 0 && io.stdin.isTTY === true) {
    command.outputHelp({ error: true });
    return status.wrong;
  }
  const redactor = createLogRedactor();
  const ended = await eachSource(command.args.length === 0 ? ['-'] : command.args, io, async (source) => {
    for await (const block of source.blocks()) await write(io, redactor.redact(block.bytes.toString('latin1')));
  });
  if (command.opts<{ quiet?: boolean }>().quiet !== true) tellMasked(redactor.counts(), io);
  return ended;
};
