import { createHash } from 'node:crypto';
import type { Thresholds } from '../diagnose/thresholds.js';
import { type PathLabels, parsePathLabels } from '../fleet/boots/path-labels.js';
import { recordForm } from '../fleet/boots/record.js';
import { summarise } from '../fleet/summary/summarise.js';
import { toolVersion } from '../model/tool.js';
import { UserError } from '../model/user-error.js';
import type { Format, RenderFleet } from '../report/registry.js';
import type { RuleSet } from '../rules/set.js';
import { collected, createCommand, wholeNumber } from './command-line.js';
import { complain } from './errors.js';
import { parseMoment, parseSize } from './fleet/bounds.js';
import type { BootsOfLog, Store } from './fleet/open-store.js';
import type { FileResult } from './fleet/read-file.js';
import { readFiles } from './fleet/read-files.js';
import { readTable } from './fleet/read-table.js';
import { type FleetState, openState } from './fleet/state-file.js';
import { formatNamed, formatsThat, parseOutput, refuseSharedFiles, showIn, writeOutputs } from './formats.js';
import { abortOnInterrupt } from './inputs.js';
import type { Io, Run } from './io.js';
import { formatOption } from './option-values.js';
import { readRuleSet } from './rule-set.js';
import { status } from './status.js';
import { layoutOf } from './terminal.js';
import { readThresholds } from './thresholds.js';

type Options = {
  readonly by?: readonly string[];
  readonly pathLabels?: PathLabels;
  readonly state?: string;
  readonly workers?: number;
  readonly from?: string;
  readonly into?: string;
  readonly map?: string;
  readonly since?: number;
  readonly until?: number;
  readonly maxBytes?: number;
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
  coldcase fleet --from 'clickhouse://reader@logs.example:8123/otel' --since 7d
  coldcase fleet logs/ --into 'clickhouse://writer@logs.example:8123/coldcase'
  coldcase fleet --from 'clickhouse://reader@logs.example:8123/app?table=logs' --map body=message,time=ts,replica=pod
`;

const fleetCommand = (io: Io) =>
  createCommand('coldcase fleet', io)
    .usage('[options] PATH…|--from ADDRESS')
    .description(
      'Reads the logs of many replicas on all cores: which cause costs most replica-seconds, since which version, on which nodes, how bad the tail is.',
    )
    .argument('[PATH...]', 'logs, or reports of --format json: files, folders, quoted globs')
    .option('--from <address>', 'logs in a table instead of files: clickhouse://user:password@host:8123/database?table=otel_logs')
    .option('--into <address>', 'also write boots, phases and causes into tables there: clickhouse://writer@host:8123/database, or chdb:FOLDER')
    .option('--map <columns>', "which columns hold what, where the table is not OpenTelemetry's: body=message,time=ts,replica=pod,label.node=host")
    .option('--since <moment>', 'of a table only what was written since then: 7d, 12h, 2026-02-11T05:00:00Z', parseMoment('--since'))
    .option('--until <moment>', 'of a table only what was written until then', parseMoment('--until'))
    .option('--max-bytes <size>', 'of a table read no more than this, told beforehand: 50GB', parseSize('--max-bytes'))
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

/** Each content counted once, under the first of its paths; with the labels that its path tells. */
const logsOf = (results: readonly FileResult[], state: FleetState | null, pathLabels: PathLabels | undefined) => {
  const seen = new Set<string>();
  const logs: BootsOfLog[] = [];
  let copies = 0;
  for (const { path, hash, boots } of results) {
    if (hash !== null && seen.has(hash)) {
      copies++;
      continue;
    }
    if (hash !== null) seen.add(hash);
    const told = pathLabels?.(path) ?? {};
    const known = boots ?? (hash === null ? undefined : state?.known.get(hash)) ?? [];
    logs.push({ path, hash, boots: known.map((boot, place) => ({ ...boot, id: `${path}#${place + 1}`, labels: { ...boot.labels, ...told } })) });
  }
  return { logs, copies };
};

/** Whether all could be written; what is wrong is told. */
const isStored = async (store: Store | null, logs: readonly BootsOfLog[], io: Io): Promise<boolean> => {
  try {
    await store?.keep(logs);
    return true;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    complain(io, error.message);
    return false;
  }
};

/** Throws a UserError where the logs are said to be in two places, in none, or an option has no meaning there. */
const refuseMixed = (paths: readonly string[], { from, map, since, until, maxBytes, state, pathLabels }: Options): void => {
  if (from === undefined && paths.length === 0) throw new UserError('name the logs: files and folders, or a table by --from');
  if (from !== undefined && paths.length > 0) throw new UserError('give files or --from, not both');
  const ofTables = { '--map': map, '--since': since, '--until': until, '--max-bytes': maxBytes };
  const ofFiles = { '--state': state, '--path-labels': pathLabels };
  const [wrong] = Object.entries(from === undefined ? ofTables : ofFiles).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (wrong !== undefined) throw new UserError(`${wrong} is for ${from === undefined ? 'a table; name one by --from' : 'files; leave it away with --from'}`);
};

/** All that boots hang on besides their log. What the rules' index holds is worked out from the rules. */
const madeBy = ({ runtimes, causes }: RuleSet, thresholds: Thresholds): string =>
  createHash('sha256')
    .update(JSON.stringify([toolVersion, recordForm, runtimes, causes, thresholds]))
    .digest('hex');

/** `coldcase fleet PATH…` */
export const runFleet: Run = async (args, io) => {
  const command = fleetCommand(io).parse([...args], { from: 'user' });
  const options = command.opts<Options>();
  const isQuiet = options.quiet === true;
  refuseMixed(command.args, options);
  const outputs = (options.output ?? []).map(parseOutput);
  const kept = options.state === undefined ? [] : [{ option: '--state', path: options.state }];
  await refuseSharedFiles([...outputs, ...kept], command.args);
  const show = await fleetShow(formatNamed(options.format, fleetFormats));
  for (const { format } of outputs) await fleetShow(format);
  const rules = await readRuleSet(options.rules ?? []);
  const causes = rules.causes.map(({ id }) => id);
  const thresholds = await readThresholds(options.thresholds, causes);
  const state = options.state === undefined ? null : openState(options.state, madeBy(rules, thresholds));
  if (state?.isStale === true) complain(io, `${options.state}: was made by other rules or another version; it is begun anew`);
  const store = options.into === undefined ? null : await (await import('./fleet/open-store.js')).openStore(options.into, options.from, { io, isQuiet });
  const controller = new AbortController();
  const stopListening = abortOnInterrupt(controller, command.args, io);
  const given = { rules: options.rules ?? [], thresholds: options.thresholds, reader: { rules, thresholds }, signal: controller.signal, isQuiet, io };
  const reading = options.from === undefined ? readFiles(command.args, given, options.workers, state) : readTable(options.from, given, options);
  const { results, unread, isKept } = await reading.finally(stopListening);
  const wrong = unread + results.filter(({ problems }) => problems.length > 0).length;
  const { logs, copies } = logsOf(results, state, options.pathLabels);
  const records = logs.flatMap(({ boots }) => boots);
  const fleet = summarise(records, { files: results.length, copies, unread: wrong }, options.by ?? []);
  const render = await layoutOf(io, options.color, isQuiet);
  io.stdout.write(show(fleet, render));
  const unwritten = await writeOutputs(outputs, fleetShow, fleet, render);
  for (const { message } of unwritten) complain(io, message);
  const isWritten = await isStored(store, logs, io).finally(() => store?.close());
  if (controller.signal.aborted) return status.interrupted;
  return !isKept || !isWritten || unwritten.length > 0 || (wrong > 0 && options.keepGoing !== true) ? status.wrong : status.done;
};
