import { createDraft, type Draft } from './draft.js';
import type { NumberedLine } from './outline.js';

type Role = 'message' | 'time' | 'level' | 'pod' | 'namespace' | 'container_name' | 'hostname';

/**
 * The columns of what clouds and log stores export as CSV, in lower case, by the member that each becomes: CloudWatch's console and Logs Insights,
 * Google's Logs Explorer, Azure's Log Analytics, Kibana's Discover, Splunk, Datadog, Grafana's Explore over Loki, New Relic, Graylog, Better Stack.
 */
const roles: { readonly [role in Role]: readonly string[] } = {
  message: [
    '@message',
    'message',
    'msg',
    'textpayload',
    'jsonpayload.message',
    'jsonpayload.msg',
    'line',
    'log',
    '_raw',
    'content',
    'body',
    'logmessage',
    'logentry',
    'logentry_s',
    'log_s',
  ],
  time: ['@timestamp', 'timestamp', '_time', 'time', 'date', 'datetime', 'timegenerated', 'timegenerated [utc]', 'ts', 'tsns', 'dt'],
  level: ['level', 'severity', 'log.level', 'loglevel', '@level', 'status'],
  pod: ['pod', 'pod_name', 'podname', 'kubernetes.pod_name', 'kubernetes.pod.name', 'resource.labels.pod_name', 'k8s.pod.name'],
  namespace: ['namespace', 'podnamespace', 'kubernetes.namespace_name', 'kubernetes.namespace', 'resource.labels.namespace_name'],
  // A stream of CloudWatch is one instance's.
  container_name: [
    'container',
    'container_name',
    'containername',
    'kubernetes.container_name',
    'kubernetes.container.name',
    'resource.labels.container_name',
    '@logstream',
    'logstreamname',
  ],
  hostname: ['host', 'hostname'],
};
const separators = [',', ';', '\t'];
const mostColumns = 200;
const columnName = /^[@\w][\w .[\]()/-]{0,80}$/;
/** Of a traceback in one cell; a quote that is open for longer was never meant to be one. */
const mostLinesOfRow = 500;

/** The cells of a row (RFC 4180); null where a quote is still open at its end. */
const cellsOf = (text: string, separator: string): string[] | null => {
  const cells: string[] = [];
  let at = 0;
  while (at <= text.length && cells.length < mostColumns) {
    if (text[at] === '"') {
      let end = text.indexOf('"', at + 1);
      while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
      if (end < 0) return null;
      const next = text.indexOf(separator, end);
      // What stands behind the quote belongs to the cell, so that `"time":5` of a JSON record is no `time`.
      const behind = text.slice(end + 1, next < 0 ? text.length : next);
      cells.push(text.slice(at + 1, end).replaceAll('""', '"') + behind);
      at = next < 0 ? text.length + 1 : next + 1;
      continue;
    }
    const next = text.indexOf(separator, at);
    cells.push(text.slice(at, next < 0 ? text.length : next));
    at = next < 0 ? text.length + 1 : next + 1;
  }
  return cells;
};

type Columns = ReadonlyMap<Role, number>;
type Head = { readonly separator: string; readonly columns: Columns };

/** Where the columns of a head are whose names say that entries of a log stand below; null for any other table. */
const columnsOf = (cells: readonly string[]): Columns | null => {
  const names = cells.map((name) => name.trim().toLowerCase());
  if (names.length < 2 || new Set(names).size < names.length || !names.every((name) => columnName.test(name))) return null;
  const columns = new Map<Role, number>();
  for (const [role, known] of Object.entries(roles) as [Role, readonly string[]][]) {
    const name = known.find((one) => names.includes(one));
    if (name !== undefined) columns.set(role, names.indexOf(name));
  }
  return columns.has('message') && columns.has('time') ? columns : null;
};

const headOf = (line: string): Head | null => {
  for (const separator of separators) {
    const columns = columnsOf(cellsOf(line.replace(/^\ufeff/, ''), separator) ?? []);
    if (columns !== null) return { separator, columns };
  }
  return null;
};

/** A line of a drawn table that holds nothing: the rulers of Markdown, of CloudWatch's console and of psql. */
const isRuler = (text: string): boolean => /^[\s|:+=-]*-{3}[\s|:+=-]*$/.test(text);

type DrawnHead = { readonly at: number; readonly width: number; readonly columns: Columns };

/** The cells of a row drawn between bars; what is a bar too many belongs to the messages. One space at a bar is the drawing's. */
const drawnCellsOf = (text: string, width: number, message: number): string[] | null => {
  const row = text.trim();
  if (!row.startsWith('|')) return null;
  const cells = row.slice(1, row.endsWith('|') ? -1 : undefined).split('|');
  const surplus = Math.max(0, cells.length - width);
  const joined = [...cells.slice(0, message), cells.slice(message, message + surplus + 1).join('|'), ...cells.slice(message + surplus + 1)];
  return joined.map((cell) => cell.replace(/^ /, '').trimEnd());
};

/** The head of a table drawn with bars, as CloudWatch's console copies search results: names with a ruler below, perhaps one above. */
const drawnHeadOf = (lines: readonly string[]): DrawnHead | null => {
  const at = isRuler(lines[0] ?? '') ? 1 : 0;
  const names = (lines[at] ?? '').replace(/^\ufeff/, '').trim();
  if (!names.startsWith('|') || !names.endsWith('|') || !isRuler(lines[at + 1] ?? '')) return null;
  const cells = names.slice(1, -1).split('|');
  const columns = columnsOf(cells);
  return columns === null ? null : { at, width: cells.length, columns };
};

const mostLinesOfHead = 3;

/** Whether a source that begins with this text is a table of log entries: its head names a column of messages and one of times. */
export const isLogTable = (beginning: string): boolean => {
  const end = beginning.indexOf('\n');
  if (end <= 0) return false;
  if (headOf(beginning.slice(0, end).trimEnd()) !== null) return true;
  return drawnHeadOf(beginning.split('\n', mostLinesOfHead)) !== null;
};

type Row = { readonly cells: readonly string[]; readonly line: number; readonly raw: string };

const isOdd = (text: string): boolean => (text.split('"').length - 1) % 2 === 1;

const rowsOf = (lines: readonly NumberedLine[], separator: string): Row[] => {
  const isOddLine = lines.map(({ text }) => isOdd(text));
  /** Where a row ends whose quote is open in a line: lines that hold quotes in pairs leave it so. Each is counted once, however many are never closed. */
  const endOf = (open: number): number => {
    const most = Math.min(open + mostLinesOfRow, lines.length - 1);
    for (let at = open + 1; at <= most; at += 1) if (isOddLine[at] === true) return at;
    return open;
  };
  const textOf = (from: number, to: number): string =>
    lines
      .slice(from, to + 1)
      .map(({ text }) => text)
      .join('\n');
  const rows: Row[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const { text, line } = lines[at] as NumberedLine;
    const alone = cellsOf(text, separator);
    const last = alone === null ? endOf(at) : at;
    const raw = last === at ? text : textOf(at, last);
    const cells = last === at ? alone : cellsOf(raw, separator);
    rows.push(cells === null ? { cells: [], line, raw: text } : { cells, line, raw });
    if (cells !== null) at = last;
  }
  return rows;
};

const isNewestFirst = (times: readonly string[]): boolean => {
  let balance = 0;
  for (let at = 1; at < times.length; at += 1) balance += Math.sign((times[at] ?? '').localeCompare(times[at - 1] ?? '', 'en', { numeric: true }));
  return balance < 0;
};

type Table = { readonly columns: Columns; readonly rows: readonly Row[] };

const drawnTableOf = (lines: readonly NumberedLine[]): Table | null => {
  const head = drawnHeadOf(lines.slice(0, mostLinesOfHead).map(({ text }) => text));
  if (head === null) return null;
  const { at, width, columns } = head;
  const message = columns.get('message') as number;
  const rows = lines.slice(at + 1).filter(({ text }) => !isRuler(text));
  return { columns, rows: rows.map(({ text, line }) => ({ cells: drawnCellsOf(text, width, message) ?? [], line, raw: text })) };
};

const tableOf = (lines: readonly NumberedLine[]): Table | null => {
  const head = headOf(lines[0]?.text ?? '');
  return head === null ? drawnTableOf(lines) : { columns: head.columns, rows: rowsOf(lines.slice(1), head.separator) };
};

/** Each row of a table as the line that a logger of JSON would have written, oldest first; a row without its message is a line as it stands. */
export const entriesOfTable = (lines: readonly NumberedLine[]): Draft[] => {
  const table = tableOf(lines);
  if (table === null) return [];
  const { columns } = table;
  const rows = table.rows.filter(({ raw }) => raw.trim() !== '');
  const cell = ({ cells }: Row, role: Role): string => cells[columns.get(role) ?? -1] ?? '';
  if (isNewestFirst(rows.map((row) => cell(row, 'time')).filter((time) => time !== ''))) rows.reverse();
  return rows.map((row) => {
    const message = cell(row, 'message');
    if (message === '') return createDraft(row.raw, row.line);
    const members = Object.fromEntries([...columns.keys()].map((role) => [role, cell(row, role)]).filter(([, value]) => value !== ''));
    return { ...createDraft(JSON.stringify({ ...members, message: message.replace(/[\r\n]+$/, '') }), row.line), raw: row.raw };
  });
};
