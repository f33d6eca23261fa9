import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Thresholds } from '../diagnose/thresholds.js';
import { type BootRecord, recordForm } from '../fleet/boots/record.js';
import { summarise } from '../fleet/summary/summarise.js';
import type { Fleet } from '../model/fleet.js';
import { toolVersion } from '../model/tool.js';
import { UserError } from '../model/user-error.js';
import type { Format, RenderFleet } from '../report/registry.js';
import type { RuleSet } from '../rules/set.js';
import { complain } from './errors.js';
import { type FleetOptions, fleetCommand, fleetFormats, refuseMixed } from './fleet/fleet-command.js';
import { logsOf, unknownLabels } from './fleet/logs-of.js';
import type { BootsOfLog, Store } from './fleet/open-store.js';
import { readFiles } from './fleet/read-files.js';
import { readTable } from './fleet/read-table.js';
import type { Reading, ReadLogs } from './fleet/reading.js';
import { type FleetState, openState } from './fleet/state-file.js';
import type { Told } from './fleet/watch.js';
import type { Watched } from './fleet/watched.js';
import { abortOnInterrupt } from './input/inputs.js';
import { metBy, metWords, parseFailOn } from './options/fail-on.js';
import { formatNamed, parseOutput, refuseSharedFiles, showIn, writeOutputs } from './options/formats.js';
import { readRuleSet } from './options/rule-set.js';
import { readThresholds } from './options/thresholds.js';
import { status } from './status.js';
import type { Run } from './terminal/io.js';
import { layoutOf } from './terminal/terminal.js';

const fleetShow = (format: Format): Promise<RenderFleet> => showIn(format, ({ loadFleet }) => loadFleet, 'a fleet');

/** Writes the boots into the store, if there is one; a sentence where that failed. */
const unstored = async (store: Store | null, logs: readonly BootsOfLog[]): Promise<string[]> => {
  try {
    await store?.keep(logs);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [error.message];
  }
};

/** All that boots hang on besides their log. What the rules' index holds is worked out from the rules. */
const madeBy = ({ runtimes, causes }: RuleSet, thresholds: Thresholds): string =>
  createHash('sha256')
    .update(JSON.stringify([toolVersion, recordForm, runtimes, causes, thresholds]))
    .digest('hex');

/** What a fleet keeps of a boot has no notes: they cost nothing. */
const judgedSeverities = ['error', 'warning'];

const watchedBy = async (paths: readonly string[], options: FleetOptions, given: Reading, state: FleetState | null): Promise<Watched> => {
  if (options.from === undefined) return (await import('./fleet/watch-files.js')).watchFiles(paths, given, options.workers, state);
  return (await import('./fleet/watch-table.js')).watchTable(options.from, given, options);
};

/** `coldcase fleet PATH…` */
export const runFleet: Run = async (args, io) => {
  const command = fleetCommand(io).parse([...args], { from: 'user' });
  const options = command.opts<FleetOptions>();
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
    const { logs, copies } = logsOf(results, state, options.pathLabels);
    const records = logs.flatMap(({ boots }) => boots);
    const fleet = summarise(records, { files: results.length, copies, unread: wrong }, options.by ?? []);
    const unwritten = (await writeOutputs(outputs, fleetShow, fleet, render)).map(({ message }) => message);
    unwritten.push(...(await unstored(store, logs)));
    tellUnknown(records);
    return { fleet, wrong, isKept, unwritten, met: metBy(failOn, records) };
  };
  const isKeepingGoing = options.keepGoing === true;
  const watch = async (): Promise<number> => {
    const { runWatch } = await import('./fleet/watch.js');
    const watched = await watchedBy(command.args, options, given, state);
    const metrics = { prometheus: await fleetShow(formatNamed('prometheus')), openmetrics: await fleetShow(formatNamed('openmetrics')) };
    const shown = { show: (fleet: Fleet) => show(fleet, render), metrics: (fleet: Fleet, format: keyof typeof metrics) => metrics[format](fleet, render) };
    const { every, probe = null } = options;
    return runWatch(watched, { everySeconds: every, probe, stop: controller, tell, ...shown, isKeepingGoing, isQuiet }, io);
  };
  const readOnce = async (): Promise<Told> => {
    const stopListening = abortOnInterrupt(controller, command.args, io);
    const reading = options.from === undefined ? readFiles(command.args, given, options.workers, state) : readTable(options.from, given, options);
    return tell(await reading.finally(stopListening));
  };
  const close = (): Promise<void> | undefined => store?.close();
  if (options.watch === true) return watch().finally(close);
  const { fleet, wrong, isKept, unwritten, met } = await readOnce().finally(close);
  io.stdout.write(show(fleet, render));
  for (const message of unwritten) complain(io, message);
  if (controller.signal.aborted) return status.interrupted;
  if (!isKept || unwritten.length > 0 || (wrong > 0 && !isKeepingGoing)) return status.wrong;
  if (met.length > 0) complain(io, metWords(met));
  return met.length > 0 ? status.failed : status.done;
};
