import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { policyText, unfit } from '../gate/init.js';
import { loadPolicy } from '../gate/policy/load.js';
import { UserError } from '../model/user-error.js';
import { redacted } from '../report/redaction/redact.js';
import { recordInto, usualKeep } from './baseline/record-into.js';
import { collected, createCommand } from './command-line.js';
import { baselineName } from './input/baseline-file.js';
import { readBoots } from './input/read-boots.js';
import { policyName } from './options/policy-file.js';
import { readRuleSet } from './options/rule-set.js';
import { readThresholds } from './options/thresholds.js';
import { writeWholeFile } from './output/write-file.js';
import { status } from './status.js';
import type { Run } from './terminal/io.js';

type Options = { readonly file: string; readonly force?: boolean; readonly rules?: readonly string[]; readonly thresholds?: string };

/** `coldcase init [PATH…|-]` */
export const runInit: Run = async (args, io) => {
  const command = createCommand('coldcase init', io)
    .usage('[options] [PATH…|-]')
    .description(
      'Writes a policy from a good start: limits from its figures with a margin, and comments that say why; and begins the baseline with it. Asks nothing.',
    )
    .argument('[PATH...]', 'logs of a good start, or its report of --format json; - or a pipe is standard input')
    .option('--file <file>', 'where it is written', policyName)
    .option('--force', 'write over a policy that is there')
    .option('--rules <dir>', 'rules of your own, added to the built-in ones or in their place (may repeat)', collected)
    .option('--thresholds <which>', 'fine (for small models and serverless functions) or a YAML file with thresholds of causes')
    .parse([...args], { from: 'user' });
  const options = command.opts<Options>();
  const { file } = options;
  if (command.args.length === 0 && io.stdin.isTTY === true) {
    command.outputHelp({ error: true });
    return status.wrong;
  }
  if (existsSync(file) && options.force !== true) throw new UserError('there is a policy already; --force writes over it, --file names another', { file });
  const rules = await readRuleSet(options.rules ?? []);
  const causes = rules.causes.map(({ id }) => id);
  const thresholds = await readThresholds(options.thresholds, causes);
  const paths = command.args.length === 0 ? ['-'] : command.args;
  const { report, problems, isInterrupted } = await readBoots(paths, { rules, thresholds, isQuiet: false }, io);
  if (isInterrupted) return status.interrupted;
  if (problems > 0) return status.wrong;
  const reason = unfit(report.boots);
  if (reason !== null) throw new UserError(`a policy is written from a good start, and ${reason}; give the log of one that got ready`);
  const source = paths.map((path) => (path === '-' ? 'standard input' : path)).join(', ');
  const text = policyText(redacted(report.boots), source, baselineName, new Date());
  // A policy of ours that we could not read would be a bug: better found here than by a gate.
  await loadPolicy(file, { readText: async () => text, causes });
  await writeWholeFile(file, text);
  io.stderr.write(`${file}: written; coldcase gate LOG judges by it\n`);
  await recordInto(join(dirname(file), baselineName), report.boots, { isEachARun: false, keep: usualKeep, isQuiet: false }, io);
  return status.done;
};
