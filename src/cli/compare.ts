import { compare, type Side } from '../gate/compare/compare.js';
import type { Comparison } from '../model/comparison.js';
import { UserError } from '../model/user-error.js';
import { redactedBy } from '../report/redaction/redact.js';
import type { Format, RenderComparison } from '../report/registry.js';
import { collected, createCommand } from './command-line.js';
import { complain } from './errors.js';
import { type ReadBootsSettings, readBoots } from './input/read-boots.js';
import { formatNamed, formatsThat, parseOutput, refuseSharedFiles, refuseUnfitFormats, showIn, writeOutputs } from './options/formats.js';
import { formatOption } from './options/option-values.js';
import { addRedactOptions, redactLevel, redactorFor, tellMasked } from './options/redaction.js';
import { readRuleSet } from './options/rule-set.js';
import { readThresholds } from './options/thresholds.js';
import { status } from './status.js';
import type { Run } from './terminal/io.js';
import { layoutOf } from './terminal/terminal.js';

type Options = {
  readonly eachRun?: boolean;
  readonly format: string;
  readonly output?: readonly string[];
  readonly rules?: readonly string[];
  readonly thresholds?: string;
  readonly quiet?: boolean;
  readonly color: boolean;
  readonly redact: string | false;
};

const comparisonFormats = formatsThat(({ loadComparison }) => loadComparison);
const comparisonShow = (format: Format): Promise<RenderComparison> => showIn(format, ({ loadComparison }) => loadComparison, 'a comparison');

/** `coldcase compare BEFORE AFTER` */
export const runCompare: Run = async (args, io) => {
  const command = addRedactOptions(
    createCommand('coldcase compare', io)
      .usage('[options] BEFORE AFTER')
      .description('Lays two starts, or two groups of them, side by side: what moved, by how much, which cause came or went, and what explains it.')
      .argument('<BEFORE>', 'a log or a report of --format json; of several starts a folder or a quoted glob')
      .argument('<AFTER>', 'the same, of the later starts')
      .option('--each-run', 'each start is a run of its own (repeated starts), not a replica of one rollout: gives intervals')
      .addOption(formatOption(comparisonFormats))
      .option('-o, --output <format=path>', 'also write it into a file (may repeat)', collected)
      .option('--rules <dir>', 'rules of your own, added to the built-in ones or in their place (may repeat)', collected)
      .option('--thresholds <which>', 'fine (for small models and serverless functions) or a YAML file with thresholds of causes')
      .option('-q, --quiet', 'only what moved, in a sentence; no progress'),
  ).parse([...args], { from: 'user' });
  const options = command.opts<Options>();
  const level = redactLevel(options.redact);
  const outputs = (options.output ?? []).map(parseOutput);
  await refuseSharedFiles(outputs, command.args);
  const show = await comparisonShow(formatNamed(options.format, comparisonFormats));
  await refuseUnfitFormats(outputs, comparisonShow);
  const rules = await readRuleSet(options.rules ?? []);
  const thresholds = await readThresholds(
    options.thresholds,
    rules.causes.map(({ id }) => id),
  );
  const settings: ReadBootsSettings = { rules, thresholds, isQuiet: options.quiet === true };
  const sides: Side[] = [];
  for (const name of command.args) {
    const { report, problems, isInterrupted } = await readBoots([name], settings, io);
    if (isInterrupted) return status.interrupted;
    if (problems > 0) return status.wrong;
    if (report.boots.every(({ verdict }) => verdict === 'unknown'))
      throw new UserError('no start of a service was found in it; name a log of one', { file: name });
    sides.push({ name, boots: report.boots });
  }
  const [before, after] = sides;
  if (before === undefined || after === undefined) return status.wrong;
  const compared = compare(before, after, options.eachRun === true);
  const redactor = await redactorFor(level, [...before.boots, ...after.boots]);
  const shown: Comparison = redactedBy(compared, redactor);
  const render = await layoutOf(io, options.color, options.quiet === true);
  io.stdout.write(show(shown, render));
  const unwritten = await writeOutputs(outputs, comparisonShow, shown, render);
  if (options.quiet !== true) tellMasked(redactor.counts(), io);
  for (const { message } of unwritten) complain(io, message);
  return unwritten.length > 0 ? status.wrong : status.done;
};
