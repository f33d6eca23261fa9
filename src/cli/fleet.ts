import { createHash } from 'node:crypto';
import { type PathLabels, parsePathLabels } from '../fleet/boots/path-labels.js';
import { workThrough } from '../fleet/boots/pool.js';
import type { BootRecord } from '../fleet/boots/record.js';
import { summarise } from '../fleet/summary/summarise.js';
import { toolVersion } from '../model/tool.js';
import { UserError } from '../model/user-error.js';
import type { Format, RenderFleet } from '../report/registry.js';
import { collected, createCommand, wholeNumber } from './command-line.js';
import { complain } from './errors.js';
import { hireHand, usualWorkers } from './fleet/hands.js';
import type { FileResult } from './fleet/read-file.js';
import { type FleetState, openState } from './fleet/state-file.js';
import { formatNamed, formatsThat, parseOutput, refuseSharedFiles, showIn, writeOutputs } from './formats.js';
import { abortOnInterrupt, inputsOf } from './inputs.js';
import type { Io, Run } from './io.js';
import { formatOption } from './option-values.js';
import { readRuleSet } from './rule-set.js';
import { status } from './status.js';
import { layoutOf } from './terminal.js';
import { readThresholds } from './thresholds.js';
import { createWaitingLine } from './waiting-line.js';

type Options = {
  readonly by?: readonly string[];
  readonly pathLabels?: PathLabels;
  readonly state?: string;
  readonly workers?: number;
  readonly rules?: readonly string[];
  readonly thresholds?: string;
  readonly format: string;
  readonly output?: readonly string[];
  readonly keepGoing?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
};

const fleetFormats = formatsThat(({ loadFleet }) => loadFleet);
const fleetShow = (format: Format): Promise<RenderFleet> => showIn(format, ({ loadFleet }) => loadFleet, 'a fleet');

const epilogue = `
Examples:
  coldcase fleet logs/
  coldcase fleet logs/ --path-labels '{cluster}/{node}/{pod}.log' --by version --by node
  coldcase fleet logs/ --state fleet.jsonl --output json=fleet.json
`;

const fleetCommand = (io: Io) =>
  createCommand('coldcase fleet', io)
    .usage('[options] PATH…')
    .description(
      'Reads the logs of many replicas on all cores: which cause costs most replica-seconds, since which version, on which nodes, how bad the tail is.',
    )
    .argument('<PATH...>', 'logs, or reports of --format json: files, folders, quoted globs')
    .option('--by <label>', 'split by this label: version, node, image … (may repeat); those that tell most unless given', collected)
    .option('--path-labels <template>', "labels from the end of each path, as in '{cluster}/{node}/{pod}.log'", parsePathLabels)
    .option('--state <file>', 'keep what was read here; a file that was read before is not read again')
    .option('--workers <number>', 'read with so many threads: one a core unless given', wholeNumber('--workers'))
    .option('--rules <dir>', 'rules of your own, added to the built-in ones or in their place (may repeat)', collected)
    .option('--thresholds <which>', 'fine (for small models and serverless functions) or a YAML file with thresholds of causes')
    .addOption(formatOption(fleetFormats))
    .option('-o, --output <format=path>', 'also write it into a file (may repeat)', collected)
    .option('--keep-going', 'end with 0 even where an input could not be read')
    .option('-q, --quiet', 'only the sentence; no progress')
    .addHelpText('after', epilogue);

/** The files that the paths lead to, and how many inputs could not be opened, which was told. */
const filesOf = async (paths: readonly string[], io: Io, isQuiet: boolean): Promise<{ readonly files: readonly string[]; readonly unread: number }> => {
  if (paths.includes('-')) throw new UserError('a fleet is read from files; give a folder, or run coldcase on standard input');
  const files: string[] = [];
  let unread = 0;
  for await (const input of inputsOf(paths, io, isQuiet)) {
    if ('blocks' in input) files.push(input.path);
    else {
      unread++;
      complain(io, input.message);
    }
  }
  return { files, unread };
};

/** Each content counted once, under the first of its paths; with the labels that its path tells. */
const recordsOf = (results: readonly FileResult[], state: FleetState | null, pathLabels: PathLabels | undefined) => {
  const seen = new Set<string>();
  const records: BootRecord[] = [];
  let copies = 0;
  for (const { path, hash, boots } of results) {
    if (hash !== null && seen.has(hash)) {
      copies++;
      continue;
    }
    if (hash !== null) seen.add(hash);
    const told = pathLabels?.(path) ?? {};
    const known = boots ?? (hash === null ? undefined : state?.known.get(hash)) ?? [];
    for (const [place, boot] of known.entries()) records.push({ ...boot, id: `${path}#${place + 1}`, labels: { ...boot.labels, ...told } });
  }
  return { records, copies };
};

/** `coldcase fleet PATH…` */
export const runFleet: Run = async (args, io) => {
  const command = fleetCommand(io).parse([...args], { from: 'user' });
  const options = command.opts<Options>();
  const isQuiet = options.quiet === true;
  const outputs = (options.output ?? []).map(parseOutput);
  const kept = options.state === undefined ? [] : [{ option: '--state', path: options.state }];
  await refuseSharedFiles([...outputs, ...kept], command.args);
  const show = await fleetShow(formatNamed(options.format, fleetFormats));
  for (const { format } of outputs) await fleetShow(format);
  const rules = await readRuleSet(options.rules ?? []);
  const causes = rules.causes.map(({ id }) => id);
  const thresholds = await readThresholds(options.thresholds, causes);
  const madeBy = createHash('sha256')
    .update(JSON.stringify([toolVersion, rules, thresholds]))
    .digest('hex');
  const state = options.state === undefined ? null : openState(options.state, madeBy);
  if (state?.isStale === true) complain(io, `${options.state}: was made by other rules or another version; it is begun anew`);
  const controller = new AbortController();
  const stopListening = abortOnInterrupt(controller, command.args, io);
  const { files, unread } = await filesOf(command.args, io, isQuiet);
  const workers = Math.min(options.workers ?? usualWorkers(), files.length);
  const settings = { rules: options.rules ?? [], thresholds: options.thresholds, known: [...(state?.known.keys() ?? [])] };
  const reader = { rules, thresholds, isKnown: (hash: string) => state?.known.has(hash) === true };
  const line = createWaitingLine(io, !isQuiet, '{done} of {files} files; Ctrl-C ends with what there is');
  let done = 0;
  let isUnkept = false;
  const keep = (hash: string, boots: readonly BootRecord[]): void => {
    if (isUnkept) return;
    try {
      state?.add(hash, boots);
    } catch (error) {
      // What was read is told all the same; only the next run reads it again.
      isUnkept = true;
      complain(io, error instanceof Error ? error.message : String(error));
    }
  };
  const results = await workThrough(
    files.map((path) => ({ path })),
    {
      count: workers,
      hire: () => hireHand(workers, settings, reader),
      onDeath: ({ path }, error): FileResult => ({
        path,
        hash: null,
        boots: [],
        problems: [`${path}: could not be read to its end (${error instanceof Error ? error.message : String(error)}); read it alone to see why`],
      }),
      onResult: ({ hash, boots, problems }) => {
        for (const problem of problems) complain(io, problem);
        if (hash !== null && boots !== null) keep(hash, boots);
        line.update({ done: ++done, files: files.length });
      },
      signal: controller.signal,
    },
  ).finally(() => {
    line.stop();
    stopListening();
  });
  const wrong = unread + results.filter(({ problems }) => problems.length > 0).length;
  const { records, copies } = recordsOf(results, state, options.pathLabels);
  const fleet = summarise(records, { files: results.length, copies, unread: wrong }, options.by ?? []);
  const render = await layoutOf(io, options.color, isQuiet);
  io.stdout.write(show(fleet, render));
  const unwritten = await writeOutputs(outputs, fleetShow, fleet, render);
  for (const { message } of unwritten) complain(io, message);
  if (controller.signal.aborted) return status.interrupted;
  return isUnkept || unwritten.length > 0 || (wrong > 0 && options.keepGoing !== true) ? status.wrong : status.done;
};
