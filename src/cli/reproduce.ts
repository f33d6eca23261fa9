import type { Reproduction } from '../model/reproduction.js';
import type { Seconds } from '../model/units.js';
import { UserError } from '../model/user-error.js';
import type { Format, RenderReproduction } from '../report/registry.js';
import { changes } from '../reproduce/changes.js';
import { load, thisMachine } from '../reproduce/machine.js';
import { temporaryFolder } from '../reproduce/temporary-folder.js';
import { collected, createCommand } from './command-line.js';
import { complain } from './errors.js';
import { formatNamed, formatsThat, parseOutput, refuseSharedFiles, showIn, writeOutputs } from './options/formats.js';
import { formatOption } from './options/option-values.js';
import { reproduceSettings } from './options/reproduce-settings.js';
import { writeWholeFile } from './output/write-file.js';
import { makeAllTrials } from './reproduce/make-all-trials.js';
import type { Measurement, Prepare } from './reproduce/measurement.js';
import type { ReproduceOptions } from './reproduce/options.js';
import { status } from './status.js';
import type { Io, Run } from './terminal/io.js';
import { layoutOf } from './terminal/terminal.js';
import { createWaitingLine } from './terminal/waiting-line.js';

const reproductionFormats = formatsThat(({ loadReproduction }) => loadReproduction);
const reproductionShow = (format: Format): Promise<RenderReproduction> => showIn(format, ({ loadReproduction }) => loadReproduction, 'a reproduction');

/** Calls back once on Ctrl-C, and stops listening then: the second one ends the process. */
const interruptible = (io: Io): { readonly signal: AbortSignal; readonly forget: () => void } => {
  const controller = new AbortController();
  const forget = io.onInterrupt(() => {
    controller.abort();
    // Not at once: where this listener is gone when signal-exit looks, it ends the process.
    setImmediate(forget);
  });
  return { signal: controller.signal, forget };
};

/** Writes the trials as a log; what is wrong with the file is added to the list. */
const writeLog = async (path: string, answer: Reproduction, { log }: Measurement, wrong: string[]): Promise<void> => {
  await writeWholeFile(path, await log(answer)).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    wrong.push(error.message);
  });
};

/** Adds the starts of the base to a baseline; what is wrong with it is added to the list. */
const record = async (file: string, answer: Reproduction, { baseStarts }: Measurement, wrong: string[], io: Io): Promise<void> => {
  const { recordInto, usualKeep } = await import('./baseline/record-into.js');
  const starts = await baseStarts(answer);
  await recordInto(file, starts, { isEachARun: true, keep: usualKeep, isQuiet: true }, io).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    wrong.push(error.message);
  });
};

/** What the words after the command name, whether a model or a service. Throws a UserError where they name neither or both. */
const prepareOf = async (
  path: string | undefined,
  options: ReproduceOptions,
  settings: ReturnType<typeof reproduceSettings>,
  folder: string,
  io: Io,
): Promise<Prepare | null> => {
  if (options.command === undefined) {
    if (path === undefined) throw new UserError('name an .onnx file, or give what starts a server by --command; see coldcase reproduce --help');
    const wrong = (['ready', 'request', 'path', 'header', 'variant', 'set'] as const).find((name) => options[name] !== undefined);
    if (wrong !== undefined) throw new UserError(`--${wrong} is about a server; give what starts it by --command`);
    return (await import('./reproduce/model.js')).modelMeasurement(path, options, settings, folder, io);
  }
  if (path !== undefined) throw new UserError(`${path}: either a model or --command is started, not both; leave one out`);
  const wrong = (['shape', 'try', 'inputs', 'tokenizer', 'text'] as const).find((name) => options[name] !== undefined);
  if (wrong !== undefined) throw new UserError(`--${wrong} is about a model; with --command there are --variant and --set`);
  return (await import('./reproduce/service.js')).serviceMeasurement(options, settings, folder, io);
};

/** What came before the trials is part of the minute that `--ci` has. */
const withinMinute = <S extends { readonly maxSeconds: Seconds }>(settings: S, { ci, maxSeconds }: ReproduceOptions, spentSeconds: Seconds): S =>
  ci === true && maxSeconds === undefined ? { ...settings, maxSeconds: Math.max(leastSeconds, settings.maxSeconds - spentSeconds) } : settings;

/** Enough for a few trials of a model that took all the time to be made ready. */
const leastSeconds: Seconds = 5;

/** `coldcase reproduce MODEL` · `coldcase reproduce --command LINE` */
export const runReproduce: Run = async (args, io) => {
  const command = createCommand('coldcase reproduce', io)
    .usage('[options] MODEL | --command LINE --ready URL')
    .description(
      'Starts an ONNX model, or any server, in fresh processes on this machine and measures what its cold start costs, stage by stage, and what a first request costs over a warm one.',
    )
    .argument('[MODEL]', 'an .onnx file')
    .option('--shape <dimension=sizes...>', 'sizes of symbolic dimensions, as in --shape batch=1,8 sequence=128,512; each combination is a shape')
    .option(
      '--from <file>',
      'a log, or a report of --format json: does as its start did (sizes, order of loading, requests at once), and lays it beside the trials',
    )
    .option('--try <changes>', `what single changes save and cost, with commas: ${changes.map(({ id }) => id).join(', ')}, or all`)
    .option('--inputs <file>', 'inputs of your own: JSON with an array for each, or a .npz of NumPy; their sizes are the shape')
    .option(
      '--tokenizer <file>',
      'makes the ids of tokens from text: a tokenizer.json, vocab.txt or vocab.json; without it that beside the model, where there is one',
    )
    .option('--text <text>', 'the text that it makes them from')
    .option('--command <line>', 'start this server in place of a model, by the shell')
    .option('--ready <url>', 'the server is ready once this answers with 2xx')
    .option('--request <file>', 'what is sent to it then, by POST: the body, in JSON')
    .option('--path <path>', 'where requests go (OpenAI’s path for a body of that kind, else /)')
    .option('--header <header>', 'sent with each request, as in "authorization: Bearer KEY" (may repeat)', collected)
    .option('--variant <name=line>', "another command to compare with, as in --variant 'preload=gunicorn --preload app:app' (may repeat)", collected)
    .option('--set <name=value>', 'the same command with this in its environment, to compare with (may repeat)', collected)
    .option('--evict <file>', 'also drop this from memory before cold trials: a file of the server, or of a model the word library (may repeat)', collected)
    .option('--concurrency <number>', 'so many first requests at once; with --from as many as in its log (default: 1)')
    .option('--idle <times>', 'what a run takes after doing nothing for so long, as in --idle 5s,60s')
    .option('--ci', 'done in less than a minute: --precision 10%, --max-trials 12 and --max-seconds 45, where nothing else is said')
    .option('--precision <share>', 'make trials until half the interval of each median is this share of it (default: 5%)')
    .option('--max-trials <number>', 'at most so many trials of each condition (default: 30)')
    .option('--max-seconds <seconds>', 'begin no trial after so long (default: 60)')
    .option('--trial-timeout <seconds>', 'end a trial that takes longer, with its children (default: 60)')
    .option('--seed <number>', 'order of the trials, to have the same one again')
    .addOption(formatOption(reproductionFormats))
    .option('-o, --output <format=path>', 'also write it into a file (may repeat)', collected)
    .option('--emit-log <file>', 'also write the trials as a log, which coldcase can diagnose')
    .option('--record <file>', 'also add the starts of the base to this baseline, which coldcase gate compares with')
    .option('-q, --quiet', 'only the sentence; no progress')
    .parse([...args], { from: 'user' });
  const options = command.opts<ReproduceOptions>();
  const settings = reproduceSettings(options);
  const outputs = (options.output ?? []).map(parseOutput);
  const log = options.emitLog === undefined ? [] : [{ option: '--emit-log', path: options.emitLog }];
  await refuseSharedFiles([...outputs, ...log], command.args);
  const show = await reproductionShow(formatNamed(options.format, reproductionFormats));
  for (const { format } of outputs) await reproductionShow(format);
  const before = load();
  const { signal, forget } = interruptible(io);
  const folder = temporaryFolder();
  const line = createWaitingLine(io, options.quiet !== true, '{trials} trials, about {left} s left; Ctrl-C ends with what there is');
  try {
    const prepare = await prepareOf(command.args[0], options, settings, folder.path, io);
    if (prepare === null) return status.wrong;
    const began = performance.now();
    const measurement = await prepare(signal);
    const { made, together } = await makeAllTrials(measurement, withinMinute(settings, options, (performance.now() - began) / 1000), {
      perform: measurement.perform,
      now: () => performance.now() / 1000,
      signal,
      onProgress: ({ trials, secondsLeft }) => line.update({ trials, left: Math.ceil(secondsLeft) }),
    });
    line.stop();
    const after = load();
    const machine = { ...thisMachine(), onnxruntime: measurement.onnxruntime, load: before === null || after === null ? null : { before, after } };
    const answer = await measurement.answer(made, machine, together);
    const render = await layoutOf(io, options.color, options.quiet === true);
    io.stdout.write(show(answer, render));
    const wrong = [...measurement.refused, ...(await writeOutputs(outputs, reproductionShow, answer, render)).map(({ message }) => message)];
    if (options.emitLog !== undefined) await writeLog(options.emitLog, answer, measurement, wrong);
    if (options.record !== undefined) await record(options.record, answer, measurement, wrong, io);
    for (const message of wrong) complain(io, message);
    if (signal.aborted) return status.interrupted;
    return wrong.length > 0 || answer.conditions.length === 0 ? status.wrong : status.done;
  } finally {
    line.stop();
    forget();
    folder.remove();
  }
};
