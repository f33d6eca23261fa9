import { emptyBaseline } from '../gate/baseline/baseline.js';
import { type GateOptions, judge } from '../gate/judge.js';
import type { Policy } from '../gate/policy/policy.js';
import type { GateReport, GateVerdict } from '../model/gate.js';
import type { UserError } from '../model/user-error.js';
import { redactedBy } from '../report/redaction/redact.js';
import type { Format, RenderGate } from '../report/registry.js';
import { collected, createCommand, wholeNumber } from './command-line.js';
import { complain } from './errors.js';
import { baselineIn, existingBaseline } from './input/baseline-file.js';
import { readBoots } from './input/read-boots.js';
import { formatNamed, formatsThat, type Output, parseOutput, refuseSharedFiles, refuseUnfitFormats, showIn, writeOutputs } from './options/formats.js';
import { formatOption } from './options/option-values.js';
import { readPolicy } from './options/policy-file.js';
import { addRedactOptions, redactLevel, redactorFor, tellMasked } from './options/redaction.js';
import { readRuleSet } from './options/rule-set.js';
import { readThresholds } from './options/thresholds.js';
import { status } from './status.js';
import type { Io, Run } from './terminal/io.js';
import { layoutOf } from './terminal/terminal.js';

type Options = {
  readonly policy?: string;
  readonly baseline?: string;
  readonly environment?: string;
  readonly expectReplicas?: number;
  readonly eachRun?: boolean;
  readonly format: string;
  readonly output?: readonly string[];
  readonly rules?: readonly string[];
  readonly thresholds?: string;
  readonly quiet?: boolean;
  readonly color: boolean;
  readonly redact: string | false;
  readonly keepGoing?: boolean;
};

const statusOf: Readonly<{ [verdict in GateVerdict]: number }> = { pass: status.done, fail: status.failed, undecided: status.undecided };

const epilogue = `
Exit status: 0 passed; 1 failed; 2 the command line, a file, a rule or the policy is wrong; 3 it could not be decided.

Examples:
  coldcase gate server.log
  coldcase gate --policy deploy/coldcase.yaml --environment production logs/
  kubectl logs -l app=server --prefix --timestamps | coldcase gate --expect-replicas 3
`;

const gateFormats = formatsThat(({ loadGate }) => loadGate);
const gateShow = (format: Format): Promise<RenderGate> => showIn(format, ({ loadGate }) => loadGate, 'a gate');

const gateCommand = (io: Io) =>
  createCommand('coldcase gate', io)
    .usage('[options] [PATH…|-]')
    .description('Judges starts by the limits of a policy, and by what earlier starts took: passed, failed, or not to be decided.')
    .argument('[PATH...]', 'logs, or reports of --format json: files, folders, globs; - or a pipe is standard input')
    .option('--policy <file>', 'the limits; without it coldcase.yaml here or in a folder above')
    .option('--baseline <file>', 'earlier figures, as coldcase baseline record wrote them; without it the one that the policy names')
    .option('--environment <name>', 'which overrides of the policy hold')
    .option('--expect-replicas <count>', 'fail if the logs hold fewer replicas', wholeNumber('--expect-replicas'))
    .option('--each-run', 'each start is a run of its own (repeated starts), not a replica of one rollout')
    .addOption(formatOption(gateFormats))
    .option('-o, --output <format=path>', 'also write the answer into a file (may repeat)', collected)
    .option('--rules <dir>', 'rules of your own, added to the built-in ones or in their place (may repeat)', collected)
    .option('--thresholds <which>', 'fine (for small models and serverless functions) or a YAML file with thresholds of causes')
    .option('-q, --quiet', 'only the verdict in one sentence; no progress')
    .option('--keep-going', 'judge by the inputs that can be read, even if others cannot')
    .addHelpText('after', epilogue);

/** What shows a gate's answer in a format. Throws a UserError for a format that says nothing of one. */

/** The baseline that was named, which must be there; else the one of the policy, which may hold no run yet. */
const baselineOf = async ({ baseline }: Options, { regressions, baselineFile }: Policy): Promise<GateOptions['baseline']> => {
  if (baseline !== undefined) return { file: baseline, baseline: await existingBaseline(baseline) };
  if (regressions.length === 0 || baselineFile === null) return null;
  return { file: baselineFile, baseline: (await baselineIn(baselineFile)) ?? emptyBaseline };
};

const write = async (answer: GateReport, options: Options, outputs: readonly Output[], io: Io): Promise<readonly UserError[]> => {
  const show = await gateShow(formatNamed(options.format, gateFormats));
  const shown = await layoutOf(io, options.color, options.quiet === true);
  io.stdout.write(show(answer, shown));
  return writeOutputs(outputs, gateShow, answer, shown);
};

/** `coldcase gate [PATH…|-]` */
export const runGate: Run = async (args, io) => {
  const command = addRedactOptions(gateCommand(io)).parse([...args], { from: 'user' });
  const options = command.opts<Options>();
  const level = redactLevel(options.redact);
  const outputs = (options.output ?? []).map(parseOutput);
  await refuseSharedFiles(outputs, command.args);
  await gateShow(formatNamed(options.format));
  await refuseUnfitFormats(outputs, gateShow);
  if (command.args.length === 0 && io.stdin.isTTY === true) {
    command.outputHelp({ error: true });
    return status.wrong;
  }
  const rules = await readRuleSet(options.rules ?? []);
  const causes = rules.causes.map(({ id }) => id);
  const policy = await readPolicy(options.policy, causes);
  const baseline = await baselineOf(options, policy);
  const thresholds = await readThresholds(options.thresholds, causes);
  const paths = command.args.length === 0 ? ['-'] : command.args;
  const { report, problems, isInterrupted } = await readBoots(paths, { rules, thresholds, isQuiet: options.quiet === true }, io);
  if (isInterrupted) return status.interrupted;
  if (problems > 0 && (options.keepGoing !== true || report.boots.length === 0)) return status.wrong;
  const answer = judge(report, policy, {
    environment: options.environment ?? null,
    now: new Date(),
    expectReplicas: options.expectReplicas ?? null,
    baseline,
    isEachARun: options.eachRun === true,
  });
  const redactor = await redactorFor(level, report.boots);
  const unwritten = await write(redactedBy(answer, redactor), options, outputs, io);
  if (options.quiet !== true) tellMasked(redactor.counts(), io);
  for (const { message } of unwritten) complain(io, message);
  return unwritten.length > 0 ? status.wrong : statusOf[answer.verdict];
};
