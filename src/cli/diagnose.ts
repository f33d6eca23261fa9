import { statSync } from 'node:fs';
import { type DiagnoseResult, diagnoseSources } from '../diagnose/run.js';
import type { Masked, Report } from '../model/report.js';
import { UserError } from '../model/user-error.js';
import type { LinesAround } from '../report/html/surroundings.js';
import { redactedBy } from '../report/redaction/redact.js';
import { nearName } from '../rules/near-name.js';
import { commands } from './commands.js';
import { complain } from './errors.js';
import { abortOnInterrupt, inputsOf } from './input/inputs.js';
import type { LogKeeper } from './input/log-keeper.js';
import { type DiagnoseSettings, diagnoseCommand, readSettings } from './options/diagnose-options.js';
import { metBy, metWords } from './options/fail-on.js';
import { writeOutputs } from './options/formats.js';
import { redactorFor, tellMasked } from './options/redaction.js';
import { status } from './status.js';
import type { Io, Run } from './terminal/io.js';
import { createReadingLine } from './terminal/reading-line.js';
import { layoutOf } from './terminal/terminal.js';

const isFile = (path: string): boolean => {
  try {
    statSync(path);
    return true;
  } catch {
    return false;
  }
};

/** A lone word that is no file and nearly a command was meant as one. */
const refuseMisspeltCommand = (paths: readonly string[]): void => {
  const [word] = paths;
  if (word === undefined || !/^[a-z-]+$/i.test(word) || word === '-' || isFile(word)) return;
  const near = nearName(word, commands.keys());
  if (near !== null) throw new UserError(`unknown command '${word}'; did you mean ${near}?`);
};

const read = async (settings: DiagnoseSettings, io: Io, controller: AbortController, keeper: LogKeeper | null): Promise<DiagnoseResult> => {
  const { paths, rules, thresholds, isQuiet } = settings;
  const line = createReadingLine(io, !isQuiet && !settings.isFollowing);
  const stopListening = abortOnInterrupt(controller, paths, io);
  try {
    if (settings.isFollowing) {
      const { diagnoseFollowing } = await import('./follow.js');
      return await diagnoseFollowing(settings, io, controller.signal, keeper);
    }
    const inputs = inputsOf(paths, io, isQuiet);
    return await diagnoseSources(keeper?.keep(inputs) ?? inputs, { rules, thresholds, signal: controller.signal, onProgress: line.update });
  } finally {
    line.stop();
    stopListening();
  }
};

/** Keeps the lines of the logs where a report that is asked for shows them. */
const keeperFor = async ({ format, outputs }: DiagnoseSettings): Promise<LogKeeper | null> => {
  if (![format, ...outputs.map((output) => output.format)].some(({ wantsLines }) => wantsLines === true)) return null;
  return (await import('./input/log-keeper.js')).createLogKeeper();
};

/** Lines of more than a MiB lose their rest, and a table or document its lines past the limit, which the reader of a diagnosis should know. */
const tellCutLines = (report: Report, io: Io): void => {
  for (const { path, skipped } of report.inputs.filter((input) => input.skipped > 0))
    complain(
      io,
      `${path === '-' ? 'standard input' : path}: ${skipped === 1 ? '1 line was' : `${skipped} lines were`} cut or left out (a line is read to its first MiB, a table or document to its first 500,000 lines)`,
    );
};

const withMasked = (report: Report, masked: Masked): Report => (Object.keys(masked).length === 0 ? report : { ...report, masked });

/** Writes the report, then the files that `--output` asks for; gives what is wrong with these. */
const write = async (report: Report, settings: DiagnoseSettings, io: Io, linesAround: LinesAround | undefined): Promise<UserError[]> => {
  const options = { ...(await layoutOf(io, settings.isColorAllowed, settings.isQuiet)), ...(linesAround === undefined ? {} : { linesAround }) };
  const render = await settings.format.load();
  io.stdout.write(render(report, options));
  return writeOutputs(settings.outputs, (format) => format.load(), report, options);
};

/** Sends the report to the endpoint that `--otlp-endpoint` names; gives what is wrong with that. */
const send = async (report: Report, { otlpEndpoint, isQuiet }: DiagnoseSettings, io: Io): Promise<UserError[]> => {
  if (otlpEndpoint === null) return [];
  const { sendOtlp } = await import('./output/send-otlp.js');
  try {
    const remarks = await sendOtlp(report, otlpEndpoint);
    for (const remark of isQuiet ? [] : remarks) complain(io, remark);
    return [];
  } catch (error) {
    if (error instanceof UserError) return [error];
    throw error;
  }
};

/** `coldcase [diagnose] [PATH…|-]` */
export const runDiagnose: Run = async (args, io) => {
  const command = diagnoseCommand(io);
  command.parse([...args], { from: 'user' });
  if (command.args.length === 0 && io.stdin.isTTY === true) {
    command.outputHelp({ error: true });
    return status.wrong;
  }
  refuseMisspeltCommand(command.args);
  const settings = await readSettings(command, io);
  const controller = new AbortController();
  const keeper = await keeperFor(settings);
  const { report, problems } = await read(settings, io, controller, keeper);
  for (const problem of problems) complain(io, problem.message);
  const redactor = await redactorFor(settings.redact, report.boots);
  const shown = withMasked(redactedBy(report, redactor), redactor.counts());
  const linesAround = keeper?.linesAround(report, (text) => redactor.replace(text, null), settings.redact !== null);
  if (!settings.isQuiet) tellCutLines(shown, io);
  if (controller.signal.aborted && !settings.isQuiet) complain(io, 'interrupted; this is what was known until then');
  const isOnlyProblems = problems.length > 0 && report.inputs.every((input) => input.lines === 0);
  const isAborted = controller.signal.aborted;
  const unwritten = isOnlyProblems && settings.outputs.length === 0 ? [] : await write(shown, settings, io, linesAround);
  const unsent = isOnlyProblems || isAborted ? [] : await send(shown, settings, io);
  if (!settings.isQuiet) tellMasked(redactor.counts(), io);
  for (const { message } of [...unwritten, ...unsent]) complain(io, message);
  if (isAborted) return status.interrupted;
  if (unwritten.length + unsent.length > 0 || (problems.length > 0 && !settings.isKeepingGoing)) return status.wrong;
  const met = settings.failOn === null ? [] : metBy(settings.failOn, shown.boots);
  if (met.length > 0) complain(io, metWords(met));
  return met.length > 0 ? status.failed : status.done;
};
