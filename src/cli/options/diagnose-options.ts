import type { Command } from 'commander';
import type { Thresholds } from '../../diagnose/thresholds.js';
import { type Format, formats } from '../../report/registry.js';
import type { RuleSet } from '../../rules/set.js';
import { collected, createCommand } from '../command-line.js';
import { commands } from '../commands.js';
import type { Io } from '../terminal/io.js';
import { type FailOn, parseFailOn } from './fail-on.js';
import { formatNamed, type Output, parseOutput, refuseSharedFiles } from './formats.js';
import type { OtlpEndpoint } from './otlp-endpoint.js';
import { addRedactOptions, type RedactLevel, redactLevel } from './redaction.js';
import { readRuleSet } from './rule-set.js';
import { readThresholds } from './thresholds.js';

/** What the command line of `diagnose` asks for, checked. */
export type DiagnoseSettings = {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly outputs: readonly Output[];
  readonly failOn: FailOn | null;
  readonly rules: RuleSet;
  readonly thresholds: Thresholds;
  readonly isFollowing: boolean;
  readonly isQuiet: boolean;
  readonly isColorAllowed: boolean;
  readonly redact: RedactLevel;
  readonly isKeepingGoing: boolean;
  readonly otlpEndpoint: OtlpEndpoint | null;
};

/** Options as commander gives them. */
type Options = {
  readonly format: string;
  readonly output?: readonly string[];
  readonly failOn?: readonly string[];
  readonly rules?: readonly string[];
  readonly thresholds?: string;
  readonly template?: string;
  readonly follow?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
  readonly redact: string | false;
  readonly keepGoing?: boolean;
  readonly otlpEndpoint?: string;
};

const formatList = [...formats].map(([name, { describes }]) => `  ${name.padEnd(11)} ${describes}`).join('\n');
const commandList = [...commands].map(([name, { describes }]) => `  ${name.padEnd(10)} ${describes}`).join('\n');

const epilogue = `
Formats:
${formatList}

Commands (coldcase COMMAND --help tells more):
${commandList}

Exit status: 0 done; 1 --fail-on was met; 2 the command line, a file or a rule is wrong; 130 interrupted.

Examples:
  coldcase server.log
  kubectl logs POD --timestamps | coldcase
  coldcase logs/ --output json=report.json --fail-on warning
`;

/** The command line of `diagnose`, not yet parsed. */
export const diagnoseCommand = (io: Io): Command =>
  addRedactOptions(
    createCommand('coldcase', io)
      .usage('[diagnose] [options] [PATH…|-]')
      .description("Says where the time of a model server's start went, why the first requests were slow, and what to change.")
      .argument('[PATH...]', 'logs: files, folders, globs, .gz and .zst; - or a pipe is standard input')
      .option('-f, --format <name>', 'format of the report; they are listed below', 'text')
      .option('-o, --output <format=path>', 'also write a report into a file (may repeat)', collected)
      .option('--template <file>', 'your own Markdown with placeholders such as {{summary}}, for the format markdown')
      .option('--otlp-endpoint <url>', 'also send traces and metrics to an OTLP endpoint (http://host:4318); headers from OTEL_EXPORTER_OTLP_HEADERS')
      .option(
        '--fail-on <what>',
        'exit with 1 if a cause of this severity or more (error, warning, note), or this cause, is found; error:3, error:5%: in so many starts (may repeat)',
        collected,
      )
      .option('--rules <dir>', 'rules of your own, added to the built-in ones or in their place (may repeat)', collected)
      .option('--thresholds <which>', 'fine (for small models and serverless functions) or a YAML file with thresholds of causes')
      .option('--follow', 'keep reading as the log grows; tell the phase now running, and the diagnosis when the start is over')
      .option('-q, --quiet', 'only the one sentence of each start; no progress')
      .option('--keep-going', 'exit with 0 even if an input could not be read')
      .option('-V, --version', 'show the version')
      .addHelpText('after', epilogue),
  );

const readEndpoint = async (given: string | undefined, io: Io): Promise<OtlpEndpoint | null> =>
  given === undefined ? null : (await import('./otlp-endpoint.js')).parseOtlpEndpoint(given, io.env.OTEL_EXPORTER_OTLP_HEADERS);

/** Reads the files that the options name. Throws a UserError for what is wrong with them. */
export const readSettings = async (command: Command, io: Io): Promise<DiagnoseSettings> => {
  const options = command.opts<Options>();
  const named = { format: formatNamed(options.format), outputs: (options.output ?? []).map(parseOutput) };
  const { format, outputs } = options.template === undefined ? named : await (await import('./template.js')).inTemplate(options.template, named);
  await refuseSharedFiles(outputs, command.args);
  const rules = await readRuleSet(options.rules ?? []);
  const causes = rules.causes.map((cause) => cause.id);
  return {
    paths: command.args.length === 0 ? ['-'] : command.args,
    format,
    outputs,
    failOn: options.failOn === undefined ? null : parseFailOn(options.failOn, causes),
    rules,
    thresholds: await readThresholds(options.thresholds, causes),
    isFollowing: options.follow === true,
    isQuiet: options.quiet === true,
    isColorAllowed: options.color,
    redact: redactLevel(options.redact),
    isKeepingGoing: options.keepGoing === true,
    otlpEndpoint: await readEndpoint(options.otlpEndpoint, io),
  };
};
