import { type PathLabels, parsePathLabels } from '../../fleet/boots/path-labels.js';
import { UserError } from '../../model/user-error.js';
import { collected, createCommand, wholeNumber } from '../command-line.js';
import { formatsThat } from '../options/formats.js';
import { aboveZero, formatOption, timeOption } from '../options/option-values.js';
import { type ProbeAddress, parseProbe } from '../output/probe.js';
import type { Io } from '../terminal/io.js';
import { parseMoment, parseSize } from './bounds.js';

/** The options of `coldcase fleet`, read. */
export type FleetOptions = {
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

/** Formats that show a fleet. */
export const fleetFormats = formatsThat(({ loadFleet }) => loadFleet);

const epilogue = `
Examples:
  coldcase fleet logs/
  coldcase fleet logs/ --path-labels '{cluster}/{node}/{pod}.log' --by version --by node
  coldcase fleet logs/ --state fleet.jsonl --output json=fleet.json
  coldcase fleet /var/log/pods --watch --probe :9090 --fail-on error:5%
  coldcase fleet --from 'clickhouse://reader@logs.example:8123/otel' --since 7d
  coldcase fleet logs/ --into 'clickhouse://writer@logs.example:8123/coldcase'
  coldcase fleet --from 'clickhouse://reader@logs.example:8123/app?table=logs' --map body=message,time=ts,replica=pod
`;

/** The command line of `coldcase fleet`. */
export const fleetCommand = (io: Io) =>
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

/** Throws a UserError where the logs are said to be in two places, in none, or an option has no meaning there. */
export const refuseMixed = (paths: readonly string[], { from, map, since, until, maxBytes, state, pathLabels, watch, probe }: FleetOptions): void => {
  if (probe !== undefined && watch !== true) throw new UserError('--probe goes with --watch; add that, or leave it away');
  if (from === undefined && paths.length === 0) throw new UserError('name the logs: files and folders, or a table by --from');
  if (from !== undefined && paths.length > 0) throw new UserError('give files or --from, not both');
  const ofTables = { '--map': map, '--since': since, '--until': until, '--max-bytes': maxBytes };
  const ofFiles = { '--state': state, '--path-labels': pathLabels };
  const [wrong] = Object.entries(from === undefined ? ofTables : ofFiles).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (wrong !== undefined) throw new UserError(`${wrong} is for ${from === undefined ? 'a table; name one by --from' : 'files; leave it away with --from'}`);
};
