import type { Reproduction } from '../model/reproduction.js';
import { UserError } from '../model/user-error.js';
import { redacted } from '../report/redact.js';
import type { Format, RenderReproduction } from '../report/registry.js';
import { changes, parseChanges } from '../reproduce/changes.js';
import { observedSizes, parseSizes } from '../reproduce/dimensions.js';
import { findLibrary } from '../reproduce/library.js';
import { load, thisMachine } from '../reproduce/machine.js';
import { systemPageCache } from '../reproduce/page-cache.js';
import { performTrial } from '../reproduce/perform-trial.js';
import { prepareModel } from '../reproduce/prepare-model.js';
import { rehearse } from '../reproduce/rehearse.js';
import { reproductionOf } from '../reproduce/reproduction.js';
import { trialRunner } from '../reproduce/run-trial.js';
import { temporaryFolder } from '../reproduce/temporary-folder.js';
import { makeTrials } from '../reproduce/trials.js';
import { collected, createCommand } from './command-line.js';
import { complain } from './errors.js';
import { formatNamed, parseOutput, refuseSharedFiles, showIn, writeOutputs } from './formats.js';
import type { Io, Run } from './io.js';
import { type ReproduceSettingOptions, reproduceSettings } from './reproduce-settings.js';
import { status } from './status.js';
import { layoutOf } from './terminal.js';
import { showTrials } from './trial-progress.js';
import { writeWholeFile } from './write-file.js';

type Options = ReproduceSettingOptions & {
  readonly shape?: readonly string[];
  readonly from?: string;
  readonly try?: string;
  readonly format: string;
  readonly output?: readonly string[];
  readonly emitLog?: string;
  readonly quiet?: boolean;
  readonly color: boolean;
};

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
const writeLog = async (path: string, { trials }: Reproduction, wrong: string[]): Promise<void> => {
  const { trialLog } = await import('../reproduce/trial-log.js');
  await writeWholeFile(path, trialLog(trials)).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    wrong.push(error.message);
  });
};

/** `coldcase reproduce MODEL` */
export const runReproduce: Run = async (args, io) => {
  const command = createCommand('coldcase reproduce', io)
    .usage('[options] MODEL')
    .description(
      'Starts an ONNX model in fresh processes on this machine and measures what its cold start costs, stage by stage, and what a first request costs over a warm one.',
    )
    .argument('<model>', 'an .onnx file')
    .option('--shape <dimension=sizes...>', 'sizes of symbolic dimensions, as in --shape batch=1,8 sequence=128,512; each combination is a shape')
    .option('--from <file>', 'sizes that the requests of a log, or of a report of --format json, had; --shape goes before')
    .option('--try <changes>', `what single changes save and cost, with commas: ${changes.map(({ id }) => id).join(', ')}, or all`)
    .option('--precision <share>', 'make trials until half the interval of each median is this share of it', '5%')
    .option('--max-trials <number>', 'at most so many trials of each condition', '30')
    .option('--max-seconds <seconds>', 'begin no trial after so long', '60')
    .option('--trial-timeout <seconds>', 'end a trial that takes longer, with its children', '60')
    .option('--seed <number>', 'order of the trials, to have the same one again')
    .option('-f, --format <name>', 'format of the answer on standard output', 'text')
    .option('-o, --output <format=path>', 'also write it into a file (may repeat)', collected)
    .option('--emit-log <file>', 'also write the trials as a log, which coldcase can diagnose')
    .option('-q, --quiet', 'only the sentence; no progress')
    .parse([...args], { from: 'user' });
  const options = command.opts<Options>();
  const [path = ''] = command.args;
  const settings = reproduceSettings(options);
  const outputs = (options.output ?? []).map(parseOutput);
  const log = options.emitLog === undefined ? [] : [{ option: '--emit-log', path: options.emitLog }];
  await refuseSharedFiles([...outputs, ...log], command.args);
  const show = await reproductionShow(formatNamed(options.format));
  for (const { format } of outputs) await reproductionShow(format);
  const tried = options.try === undefined ? [] : parseChanges(options.try);
  const given = (options.shape ?? []).map(parseSizes);
  const observed = options.from === undefined ? [] : await (await import('./observed-shapes.js')).observedShapes(options.from, io);
  if (observed === null) return status.wrong;
  const model = await prepareModel(path, (inputs) => [...observedSizes(observed, inputs), ...given]);
  const library = findLibrary(process.cwd());
  const before = load();
  const { signal, forget } = interruptible(io);
  const world = { run: trialRunner(io.env, settings.trialTimeoutSeconds), pages: systemPageCache, signal, library: library.path };
  const folder = temporaryFolder();
  const progress = await showTrials(io, options.quiet !== true);
  try {
    const rehearsal = await rehearse(model, tried, folder.path, world);
    const made = await makeTrials(rehearsal.conditions, settings, {
      perform: (condition, round) => performTrial(rehearsal, condition, round, world),
      now: () => performance.now() / 1000,
      signal,
      onProgress: progress.update,
    });
    progress.stop();
    const after = load();
    const machine = { ...thisMachine(), onnxruntime: library.version, load: before === null || after === null ? null : { before, after } };
    const answer: Reproduction = redacted(reproductionOf(rehearsal, made, machine, settings));
    const render = await layoutOf(io, options.color, options.quiet === true);
    io.stdout.write(show(answer, render));
    const wrong = [...rehearsal.refused, ...(await writeOutputs(outputs, reproductionShow, answer, render)).map(({ message }) => message)];
    if (options.emitLog !== undefined) await writeLog(options.emitLog, answer, wrong);
    for (const message of wrong) complain(io, message);
    if (signal.aborted) return status.interrupted;
    return wrong.length > 0 || answer.conditions.length === 0 ? status.wrong : status.done;
  } finally {
    progress.stop();
    forget();
    folder.remove();
  }
};
