import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Thresholds } from '../diagnose/thresholds.js';
import { type PathLabels, parsePathLabels } from '../fleet/boots/path-labels.js';
import type { BootRecord } from '../fleet/boots/record.js';
import { summarise } from '../fleet/summary/summarise.js';
import type { Fleet } from '../model/fleet.js';
import { toolVersion } from '../model/tool.js';
import { UserError } from '../model/user-error.js';
import type { Format, RenderFleet } from '../report/registry.js';
import type { RuleSet } from '../rules/set.js';
import { collected, createCommand, wholeNumber } from './command-line.js';
import { complain } from './errors.js';
import { metBy, metWords, parseFailOn } from './fail-on.js';
import { parseMoment, parseSize } from './fleet/bounds.js';
import type { FileResult } from './fleet/read-file.js';
import { readFiles } from './fleet/read-files.js';
import { readTable } from './fleet/read-table.js';
import type { Reading, ReadLogs } from './fleet/reading.js';
import { type FleetState, openState } from './fleet/state-file.js';
import type { Told } from './fleet/watch.js';
import type { Watched } from './fleet/watched.js';
import { formatNamed, formatsThat, parseOutput, refuseSharedFiles, showIn, writeOutputs } from './formats.js';
import { abortOnInterrupt } from './inputs.js';
import type { Io, Run } from './io.js';
import { aboveZero, formatOption, timeOption } from './option-values.js';
import { type ProbeAddress, parseProbe } from './probe.js';
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
  readonly map?: string;
  readonly since?: number;
  readonly until?: number;
  readonly maxBytes?: number;
  readonly failOn?: readonly string[];
  readonly watch?: boolean;
  readonly every: number;
  readonly probe?: ProbeAddress;
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
  coldcase fleet /var/log/pods --watch --probe :9090 --fail-on error:5%
  coldcase fleet --from 'clickhouse://reader@logs.example:8123/otel' --since 7d
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
    .option('--map <columns>', "which columns hold what, where the table is not OpenTelemetry's: body=message,time=ts,replica=pod,label.node=host")
    .option('--since <moment>', 'of a table only what was written since then: 7d, 12h, 2026-02-11T05:00:00Z', parseMoment('--since'))
    .option('--until <moment>', 'of a table only what was written until then', parseMoment('--until'))
    .option('--max-bytes <size>', 'of a table read no more than this, told beforehand: 50GB', parseSize('--max-bytes'))
    .option('--by <label>', 'split by this label: version, node, image … (may repeat); those that tell most unless given', collected)
    .option('--path-labels <template>', "labels from the end of each path, as in '{cluster}/{node}/{pod}.log'", parsePathLabels)
    .option('--state <file>', 'keep what was read here; a file that was read before is not read again')
    .option(
      '--fail-on <what>',
      'end with 1 if a cause of this severity or more, or this cause, is found; error:3, CAUSE:5%: in so many starts (may repeat)',
      collected,
    )
    .option('--watch', 'go on as logs come, grow, rotate and go: keep the outputs up to date; end where --fail-on is met, or at a signal')
    .addOption(timeOption('--every <time>', 'with --watch: look so often', aboveZero('seconds'), 10))
    .option('--probe <address>', 'with --watch: serve /livez, /readyz and /metrics there, as in :9090', parseProbe)
    .option('--workers <number>', 'read with so many threads: one a core unless given', wholeNumber('--workers'))
    .option('--rules <dir>', 'rules of your own, added to the built-in ones or in their place (may repeat)', collected)
    .option('--thresholds <which>', 'fine (for small models and serverless functions) or a YAML file with thresholds of causes')
    .addOption(formatOption(fleetFormats))
    .option('-o, --output <format=path>', 'also write it into a file (may repeat)', collected)
    .option('--keep-going', 'end with 0 even where an input could not be read')
    .option('-q, --quiet', 'only the sentence; no progress')
    .addHelpText('after', epilogue);

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Each content counted once, under the first of its paths by their names; with the labels that its path tells. */
const recordsOf = (results: readonly FileResult[], state: FleetState | null, pathLabels: PathLabels | undefined) => {
  const seen = new Set<string>();
  const records: BootRecord[] = [];
  let copies = 0;
  for (const { path, hash, boots } of [...results].sort((left, right) => compareText(left.path, right.path))) {
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

/** One sentence for each label to split by that no start has. */
const unknownLabels = (asked: readonly string[], records: readonly BootRecord[]): string[] => {
  if (asked.length === 0 || records.length === 0) return [];
  const known = new Set<string>();
  for (const { labels } of records) for (const name in labels) known.add(name);
  const words = known.size === 0 ? 'none has any' : `there are ${[...known].sort(compareText).join(', ')}`;
  return asked.filter((label) => !known.has(label)).map((label) => `--by ${label}: no start has this label; ${words}`);
};

/** Throws a UserError where the logs are said to be in two places, in none, or an option has no meaning there. */
const refuseMixed = (paths: readonly string[], { from, map, since, until, maxBytes, state, pathLabels, watch, probe }: Options): void => {
  if (probe !== undefined && watch !== true) throw new UserError('--probe goes with --watch; add that, or leave it away');
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
    .update(JSON.stringify([toolVersion, runtimes, causes, thresholds]))
    .digest('hex');

/** What a fleet keeps of a boot has no notes: they cost nothing. */
const judgedSeverities = ['error', 'warning'];

const watchedBy = async (paths: readonly string[], options: Options, given: Reading, state: FleetState | null): Promise<Watched> => {
  if (options.from === undefined) return (await import('./fleet/watch-files.js')).watchFiles(paths, given, options.workers, state);
  return (await import('./fleet/watch-table.js')).watchTable(options.from, given, options);
};

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
  const failOn = parseFailOn(options.failOn ?? [], causes, judgedSeverities);
  const own = new Set([...outputs, ...kept].map(({ path }) => resolve(path)));
  const controller = new AbortController();
  const given = { rules: options.rules ?? [], thresholds: options.thresholds, reader: { rules, thresholds }, own, signal: controller.signal, isQuiet, io };
  const render = await layoutOf(io, options.color, isQuiet);
  let isUnknownTold = isQuiet;
  const tellUnknown = (records: readonly BootRecord[]): void => {
    const unknown = isUnknownTold ? [] : unknownLabels(options.by ?? [], records);
    isUnknownTold ||= unknown.length > 0;
    for (const words of unknown) complain(io, words);
  };
  const tell = async ({ results, unread, isKept }: ReadLogs): Promise<Told> => {
    const wrong = unread + results.filter(({ problems }) => problems.length > 0).length;
    const { records, copies } = recordsOf(results, state, options.pathLabels);
    const fleet = summarise(records, { files: results.length, copies, unread: wrong }, options.by ?? []);
    const unwritten = await writeOutputs(outputs, fleetShow, fleet, render);
    tellUnknown(records);
    return { fleet, wrong, isKept, unwritten: unwritten.map(({ message }) => message), met: metBy(failOn, records) };
  };
  const isKeepingGoing = options.keepGoing === true;
  if (options.watch === true) {
    const { runWatch } = await import('./fleet/watch.js');
    const watched = await watchedBy(command.args, options, given, state);
    const metrics = { prometheus: await fleetShow(formatNamed('prometheus')), openmetrics: await fleetShow(formatNamed('openmetrics')) };
    const shown = { show: (fleet: Fleet) => show(fleet, render), metrics: (fleet: Fleet, format: keyof typeof metrics) => metrics[format](fleet, render) };
    const { every, probe = null } = options;
    return runWatch(watched, { everySeconds: every, probe, stop: controller, tell, ...shown, isKeepingGoing, isQuiet }, io);
  }
  const stopListening = abortOnInterrupt(controller, command.args, io);
  const reading = options.from === undefined ? readFiles(command.args, given, options.workers, state) : readTable(options.from, given, options);
  const { fleet, wrong, isKept, unwritten, met } = await tell(await reading.finally(stopListening));
  io.stdout.write(show(fleet, render));
  for (const message of unwritten) complain(io, message);
  if (controller.signal.aborted) return status.interrupted;
  if (!isKept || unwritten.length > 0 || (wrong > 0 && !isKeepingGoing)) return status.wrong;
  if (met.length > 0) complain(io, metWords(met));
  return met.length > 0 ? status.failed : status.done;
};
