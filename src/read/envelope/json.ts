import { readClock } from '../clock/clock.js';
import { epochOf } from '../clock/epoch.js';
import { addLabel, type Draft, noteInstant, noteReading, type Peeler, type SourceState } from '../draft.js';
import { levelOfNumber, levelOfSeverity, levelOfWord } from '../level.js';
import { fieldsOf, lineOf, textOf } from './fields.js';

type Members = { readonly [name: string]: unknown };

const messageNames = ['message', 'msg', 'MESSAGE', 'log', 'textPayload', 'event', '@m', '@mt', 'text', 'line', 'body', 'short_message', 'Message', 'content'];
const timeNames = [
  'time',
  'ts',
  'timestamp',
  '@timestamp',
  '@t',
  'datetime',
  'asctime',
  'date',
  'eventTime',
  'Timestamp',
  't',
  '__REALTIME_TIMESTAMP',
  'TimeGenerated',
  'time_iso8601',
  'time_local',
  'dt',
  'instant',
  'timeMillis',
  'timeUnixNano',
  'created_at',
  'logged_at',
  'log_time',
  'event_time',
  'date_time',
];
/** Names that other objects than a logger's records have too: they count beside a level. */
const timeNamesBesideLevel = ['created', 'epoch', 'when'];
const levelNames = ['level', 'severity', 'levelname', 'lvl', '@l', 'log.level', 'loglevel', 'log_level', 'Level', 'LogLevel', 'PRIORITY', 'severityText'];
const processNames = ['pid', 'process', '_PID', 'processId', 'process_id'];

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
const member = (members: Members, name: string): unknown => (Object.hasOwn(members, name) ? members[name] : undefined);
const membersOf = (members: Members, name: string): Members | null => {
  const value = member(members, name);
  return isMembers(value) ? value : null;
};
const firstOf = (members: Members, names: readonly string[]): string | null =>
  names.find((name) => member(members, name) !== undefined && member(members, name) !== null) ?? null;

/** journald gives a message that is no UTF-8, or holds control characters, as an array of bytes. */
const messageText = (value: unknown): string =>
  Array.isArray(value) && value.length > 0 && value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256)
    ? Buffer.from(value as number[]).toString('utf8')
    : textOf(value);

/** `{seconds, nanos}` (protobuf), `{epochSecond, nanoOfSecond}` (Log4j), `{$date}` (MongoDB). */
const noteParts = (draft: Draft, state: SourceState, value: Members): boolean => {
  const date = member(value, '$date');
  if (typeof date === 'string') return noteTime(draft, state, date);
  const [seconds, nanoseconds] = [member(value, 'seconds') ?? member(value, 'epochSecond'), member(value, 'nanos') ?? member(value, 'nanoOfSecond') ?? 0];
  const epoch = typeof nanoseconds === 'number' ? epochOf(Number(seconds)) : null;
  if (epoch === null || epoch.resolution < 1) return false;
  noteInstant(draft, epoch.seconds + Number(nanoseconds) / 1e9, 1e-9);
  return true;
};

const noteTime = (draft: Draft, state: SourceState, value: unknown): boolean => {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{10,19}(?:\.\d+)?$/.test(value))) {
    const epoch = epochOf(Number(value));
    if (epoch === null) return false;
    noteInstant(draft, epoch.seconds, epoch.resolution);
    return true;
  }
  if (isMembers(value)) return noteParts(draft, state, value);
  if (typeof value !== 'string') return false;
  const reading = readClock(value, 0);
  if (reading === null || reading.end < value.trimEnd().length - 4) return false;
  noteReading(draft, reading, state);
  return true;
};

const noteLevel = (draft: Draft, name: string, value: unknown): void => {
  const number = typeof value === 'number' ? value : typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : null;
  if (number !== null) draft.outerLevel = name === 'PRIORITY' || number < 8 ? levelOfSeverity(number) : levelOfNumber(number);
  else if (typeof value === 'string') draft.outerLevel = levelOfWord(value.trim()) ?? draft.outerLevel;
};

/** Where collectors put what they know of the replica: member paths, by label. */
const labelPaths: { readonly [label: string]: readonly (readonly [string, string] | readonly [string])[] } = {
  pod: [['kubernetes', 'pod_name'], ['labels', 'pod_name'], ['labels', 'pod'], ['pod'], ['pod_name'], ['k8s.pod.name']],
  namespace: [
    ['kubernetes', 'namespace_name'],
    ['kubernetes', 'namespace'],
    ['labels', 'namespace_name'],
    ['labels', 'namespace'],
    ['namespace'],
    ['namespace_name'],
  ],
  container: [['kubernetes', 'container_name'], ['labels', 'container_name'], ['labels', 'container'], ['container_name'], ['CONTAINER_NAME']],
  node: [['kubernetes', 'host'], ['labels', 'node_name'], ['node_name'], ['node']],
  image: [['kubernetes', 'container_image'], ['container_image']],
  unit: [['UNIT'], ['_SYSTEMD_UNIT']],
  host: [['_HOSTNAME'], ['hostname'], ['host']],
};

const noteLabels = (draft: Draft, members: Members): void => {
  const resource = membersOf(members, 'resource');
  const kubernetes = membersOf(members, 'kubernetes');
  for (const [label, paths] of Object.entries(labelPaths)) {
    for (const [first, second] of paths) {
      const outer = first === 'labels' && resource !== null ? member(resource, 'labels') : member(members, first);
      const value = second === undefined ? outer : isMembers(outer) ? member(outer, second) : undefined;
      if (typeof value !== 'string' || value === '') continue;
      addLabel(draft, label, value);
      break;
    }
  }
  // Elastic's beats nest one level deeper: kubernetes.pod.name
  for (const label of ['pod', 'container', 'node'] as const) {
    const name = kubernetes === null ? undefined : member(membersOf(kubernetes, label) ?? {}, 'name');
    if (typeof name === 'string') addLabel(draft, label, name);
  }
  const labels = draft.labels;
  if (draft.replica !== null || labels === null) return;
  const { pod, container, unit } = labels;
  if (pod !== undefined) draft.replica = container === undefined ? pod : `${pod}/${container}`;
  else draft.replica = unit ?? container ?? null;
};

const used = new Set([
  ...timeNames,
  ...timeNamesBesideLevel,
  ...levelNames,
  ...processNames,
  'stream',
  'kubernetes',
  'resource',
  'labels',
  'attrs',
  'insertId',
  'logName',
  'receiveTimestamp',
  'hostname',
  '_HOSTNAME',
  'v',
]);

/** Docker cuts a line at 16 KiB and leaves the line feed off all parts but the last. */
const dockerPartBytes = 16_000;

const noteDocker = (draft: Draft, members: Members): boolean => {
  const log = member(members, 'log');
  const channel = member(members, 'stream');
  if (typeof log !== 'string' || typeof channel !== 'string') return false;
  draft.channel = channel;
  draft.isPartial = !log.endsWith('\n') && Buffer.byteLength(log) > dockerPartBytes;
  return true;
};

/** loguru's `serialize=True`: the formatted line beside the record it was made of. */
const loguruRecord = (members: Members): Members | null => {
  const record = membersOf(members, 'record');
  if (record === null || typeof member(record, 'message') !== 'string') return null;
  const time = membersOf(record, 'time');
  const level = membersOf(record, 'level');
  const process = membersOf(record, 'process');
  return {
    message: member(record, 'message'),
    time: time === null ? null : member(time, 'timestamp'),
    level: level === null ? null : member(level, 'name'),
    pid: process === null ? null : member(process, 'id'),
    ...(membersOf(record, 'extra') ?? {}),
  };
};

/**
 * A host's `attributes` without the level in them, which is the stream's that a line was written to (`error` for all of standard error): no word of
 * the program's, and none for patterns to read.
 */
const withoutLevel = (name: string, value: unknown): unknown => {
  if (name !== 'attributes' || !isMembers(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([inner]) => inner !== 'level'));
};

const parse = (text: string): Members | null => {
  try {
    const value: unknown = JSON.parse(text);
    return isMembers(value) ? value : null;
  } catch {
    return null;
  }
};

const takeMembers = (draft: Draft, state: SourceState, members: Members): void => {
  const isDocker = noteDocker(draft, members);
  const levelName = firstOf(members, levelNames);
  for (const name of levelName === null ? timeNames : [...timeNames, ...timeNamesBesideLevel]) if (noteTime(draft, state, member(members, name))) break;
  if (isDocker) {
    draft.text = textOf(member(members, 'log')).replace(/[\r\n]+$/, '');
    if (draft.text.includes('\n')) draft.isSingleLine = true;
    return;
  }
  if (levelName !== null) noteLevel(draft, levelName, member(members, levelName));
  const log = membersOf(members, 'log');
  if (log !== null) noteLevel(draft, 'level', member(log, 'level'));
  const processName = firstOf(members, processNames);
  const process = processName === null ? null : member(members, processName);
  if (typeof process === 'number' || (typeof process === 'string' && /^\d+$/.test(process))) draft.process ??= `pid ${process}`;
  noteLabels(draft, members);
  const payload = membersOf(members, 'jsonPayload');
  if (payload !== null) {
    takeMembers(draft, state, payload);
    return;
  }
  // OpenTelemetry's JSON names the type of a value.
  const body = member(membersOf(members, 'body') ?? {}, 'stringValue');
  if (typeof body === 'string') {
    draft.text = body;
    return;
  }
  const messageName =
    messageNames.find((name) => typeof member(members, name) === 'string' || (name === 'MESSAGE' && Array.isArray(member(members, name)))) ?? null;
  if (messageName !== 'MESSAGE') {
    const others = Object.entries(members).flatMap(([name, value]) =>
      name === messageName || used.has(name) ? [] : [[name, withoutLevel(name, value)] as const],
    );
    const fields = fieldsOf(others);
    if (messageName === null) {
      draft.text = lineOf(fields);
      draft.fields = fields;
      draft.isSingleLine = true;
      return;
    }
    if (fields !== null) draft.fields = draft.fields === null ? fields : Object.assign(draft.fields, fields);
  }
  draft.text = messageText(member(members, messageName)).replace(/[\r\n]+$/, '');
  if (draft.text.includes('\n')) draft.isSingleLine = true;
};

/** A JSON object a line, whoever wrote it: Docker's json-file, journald, structlog, python-json-logger, pino, zap, bunyan, Google and AWS exports, Elastic's beats. */
export const peelJson: Peeler = (draft, state) => {
  const text = draft.text.trimEnd();
  if (text.charCodeAt(text.length - 1) !== 125) return false;
  const members = parse(text);
  if (members === null) return false;
  takeMembers(draft, state, loguruRecord(members) ?? members);
  // A level is the program's own; without one it is a collector's wrapping.
  if (draft.outerLevel !== null && member(members, 'MESSAGE') === undefined) draft.hasPrefix = true;
  return true;
};
