import { UserError } from '../../model/user-error.js';
import { named, type Statement, sql } from './statement.js';

/** A column, or what a map column holds under a key. */
export type ColumnRef = { readonly column: string; readonly key: string | null };

/** What tells one container's log from another's. */
const keyNames = ['uid', 'replica', 'container', 'restart', 'service'] as const;
const fieldNames = ['body', 'time', 'order', ...keyNames] as const;
/** What tells logs apart beside those where no pod is named. */
const podlessNames = ['host', 'instance', 'id', 'file', 'fileName'] as const;

export type KeyName = (typeof keyNames)[number] | (typeof podlessNames)[number];

/** Where in a table a log's lines are, and whose they are. */
export type TableMap = {
  readonly body: ColumnRef;
  readonly time: ColumnRef;
  /** What orders lines of the same time. */
  readonly order: ColumnRef | null;
  readonly keys: Readonly<{ [name in KeyName]?: ColumnRef }>;
  /** Keys beside those for logs of which they name no pod. */
  readonly podless: Readonly<{ [name in KeyName]?: ColumnRef }>;
  readonly labels: Readonly<{ [name: string]: ColumnRef }>;
};

/** The `otel_logs` of the OpenTelemetry collector's ClickHouse exporter, with the resource attributes of its semantic conventions. */
const openTelemetry =
  'body=Body,time=Timestamp,uid=ResourceAttributes[k8s.pod.uid],replica=ResourceAttributes[k8s.pod.name],' +
  'container=ResourceAttributes[k8s.container.name],restart=ResourceAttributes[k8s.container.restart_count],service=ServiceName,' +
  'label.node=ResourceAttributes[k8s.node.name],label.namespace=ResourceAttributes[k8s.namespace.name],label.cluster=ResourceAttributes[k8s.cluster.name],' +
  'label.image=ResourceAttributes[container.image.name],label.zone=ResourceAttributes[cloud.availability_zone],' +
  'label.service_version=ResourceAttributes[service.version]';

/** Of what runs outside of Kubernetes, or where nobody asked Kubernetes: a container, a process, or the file that a line was read from. */
const openTelemetryPodless: TableMap['podless'] = {
  host: { column: 'ResourceAttributes', key: 'host.name' },
  instance: { column: 'ResourceAttributes', key: 'service.instance.id' },
  id: { column: 'ResourceAttributes', key: 'container.id' },
  file: { column: 'LogAttributes', key: 'log.file.path' },
  fileName: { column: 'LogAttributes', key: 'log.file.name' },
};

const part = /^(?<field>[a-z]+|label\.[A-Za-z_]\w*)=(?<column>[^[\]=]+)(?:\[(?<key>[^[\]]+)\])?$/;

/** Reads `--map body=message,time=ts,label.node=attributes[host]`; null: that of OpenTelemetry. Throws a UserError that names the mistake. */
export const parseMap = (text: string | null): TableMap => {
  const fields = new Map<string, ColumnRef>();
  for (const one of (text ?? openTelemetry).split(',')) {
    const { field = '', column = '', key = null } = part.exec(one.trim())?.groups ?? {};
    const isKnown = field.startsWith('label.') || fieldNames.some((name) => name === field);
    if (!isKnown) throw new UserError(`--map ${one.trim()}: give ${fieldNames.join('=…, ')}=… or label.NAME=…, each with a column, as in body=message`);
    fields.set(field, { column, key });
  }
  const [body, time] = [fields.get('body'), fields.get('time')];
  if (body === undefined || time === undefined)
    throw new UserError('--map must name the columns of the lines and of their time, as in --map body=message,time=ts');
  const labels = [...fields].flatMap(([field, ref]) => (field.startsWith('label.') ? [[field.slice('label.'.length), ref] as const] : []));
  return {
    body,
    time,
    order: fields.get('order') ?? null,
    keys: Object.fromEntries(keyNames.flatMap((name) => (fields.has(name) ? [[name, fields.get(name)]] : []))),
    podless: text === null ? openTelemetryPodless : {},
    labels: Object.fromEntries(labels),
  };
};

/** The same with the keys for logs of which no pod is named, as far as there are columns for them; null where there are none. */
export const podlessMap = (map: TableMap, columns: ReadonlyMap<string, string>): TableMap | null => {
  const podless = Object.entries(map.podless).filter(([, { column }]) => columns.has(column));
  return podless.length === 0 ? null : { ...map, keys: { ...map.keys, ...Object.fromEntries(podless) }, podless: {} };
};

export const columnOf = ({ column, key }: ColumnRef): Statement => (key === null ? named(column) : sql`${named(column)}[${key}]`);

/** How a table tells the time: `DateTime64`, `DateTime`, a number since the epoch, ISO 8601 text. */
export type TimeKind = 'nanoseconds' | 'seconds' | 'number' | 'text';

const kindOf = (type: string): TimeKind | null => {
  const bare = type.replace(/^(?:LowCardinality|Nullable)\((.*)\)$/, '$1');
  if (bare.startsWith('DateTime64')) return 'nanoseconds';
  if (bare.startsWith('DateTime')) return 'seconds';
  if (/^U?Int(?:32|64)$/.test(bare)) return 'number';
  return bare === 'String' ? 'text' : null;
};

/** How its time is told, once all columns are there; `table`: what it is called. Throws a UserError that names those that are missing. */
export const timeKindOf = (map: TableMap, columns: ReadonlyMap<string, string>, table: string): TimeKind => {
  const wanted = [map.body, map.time, map.order, ...Object.values(map.keys), ...Object.values(map.labels)].flatMap((ref) => ref?.column ?? []);
  const missing = [...new Set(wanted)].filter((column) => !columns.has(column));
  const there = [...columns.keys()].join(', ');
  if (missing.length > 0)
    throw new UserError(
      `${table} has no column ${missing.join(', ')}; say which of its columns (${there}) hold what, as in --map body=message,time=ts,replica=pod`,
    );
  const type = columns.get(map.time.column) ?? '';
  const kind = kindOf(type);
  if (kind === null) throw new UserError(`--map time=${map.time.column}: this column is ${type}; give one of DateTime, DateTime64, Int64 or String`);
  return kind;
};
