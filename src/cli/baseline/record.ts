import { collected, createCommand, wholeNumber } from '../command-line.js';
import { usualBaselineFile } from '../input/baseline-file.js';
import { readBoots } from '../input/read-boots.js';
import { readRuleSet } from '../options/rule-set.js';
import { readThresholds } from '../options/thresholds.js';
import { status } from '../status.js';
import type { Run } from '../terminal/io.js';
import { recordInto, usualKeep } from './record-into.js';

type Options = {
  readonly file?: string;
  readonly keep: number;
  readonly eachRun?: boolean;
  readonly rules?: readonly string[];
  readonly thresholds?: string;
  readonly quiet?: boolean;
};

/** `coldcase baseline record [PATH…|-]` */
export const runRecord: Run = async (args, io) => {
  const command = createCommand('coldcase baseline record', io)
    .usage('[options] [PATH…|-]')
    .description('Adds the figures of a good start to the baseline. Boots that failed are left out; the same start twice is recorded once.')
    .argument('[PATH...]', 'logs, or reports of --format json; - or a pipe is standard input')
    .option('--file <file>', 'the baseline; without it the one that coldcase.yaml names, else coldcase-baseline.json')
    .option('--keep <count>', 'how many runs to keep of each kind of start, the newest', wholeNumber('--keep'), usualKeep)
    .option('--each-run', 'each start is a run of its own (repeated starts), not a replica of one rollout')
    .option('--rules <dir>', 'rules of your own, added to the built-in ones or in their place (may repeat)', collected)
    .option('--thresholds <which>', 'fine (for small models and serverless functions) or a YAML file with thresholds of causes')
    .option('-q, --quiet', 'say nothing of what was done; no progress')
    .parse([...args], { from: 'user' });
  const options = command.opts<Options>();
  if (command.args.length === 0 && io.stdin.isTTY === true) {
    command.outputHelp({ error: true });
    return status.wrong;
  }
  const rules = await readRuleSet(options.rules ?? []);
  const causes = rules.causes.map(({ id }) => id);
  const file = options.file ?? (await usualBaselineFile());
  const thresholds = await readThresholds(options.thresholds, causes);
  const isQuiet = options.quiet === true;
  const paths = command.args.length === 0 ? ['-'] : command.args;
  const { report, problems, isInterrupted } = await readBoots(paths, { rules, thresholds, isQuiet }, io);
  if (isInterrupted) return status.interrupted;
  await recordInto(file, report.boots, { isEachARun: options.eachRun === true, keep: options.keep, isQuiet }, io);
  return problems > 0 ? status.wrong : status.done;
};
