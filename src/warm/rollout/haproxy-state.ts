import type { UserFigures } from './driver.js';
import type { Sides } from './policy.js';

/** A server of a backend, as `show servers state` tells it (HAProxy's management guide, chapter 9.3, and its server-state file format). */
export type ProxyServer = { readonly name: string; readonly weight: number /** In maintenance, or drained, by whomever. */; readonly isOut: boolean };

/** Bits of `srv_admin_state` that keep new requests away: forced and inherited maintenance, maintenance by the configuration, forced and inherited drain, no address. */
const out = 0x01 | 0x02 | 0x04 | 0x08 | 0x10 | 0x20;

/** Lines of values below a line of names, as `show servers state` and `show stat` print them. */
const rowsOf = (text: string, separator: string | RegExp): ReadonlyMap<string, string>[] => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const head = lines.find((line) => line.startsWith('# '));
  if (head === undefined) return [];
  const names = head.slice(2).split(separator);
  return lines.slice(lines.indexOf(head) + 1).map((line) => new Map(line.split(separator).map((value, at) => [names[at] ?? '', value])));
};

/** The servers in the answer to `show servers state BACKEND`; null where it is none. */
export const parseServers = (text: string): ProxyServer[] | null => {
  const rows = rowsOf(text, ' ');
  if (rows.length === 0) return null;
  return rows.map((row) => ({
    name: row.get('srv_name') ?? '',
    weight: Number(row.get('srv_uweight')),
    isOut: (Number(row.get('srv_admin_state')) & out) !== 0,
  }));
};

/** Each server of a backend in the answer to `show stat`, by its name; null where there is none. */
const statRows = (text: string, backend: string): ReadonlyMap<string, ReadonlyMap<string, string>> | null => {
  const rows = rowsOf(text, ',').filter((row) => row.get('pxname') === backend);
  return rows.length === 0 ? null : new Map(rows.map((row) => [row.get('svname') ?? '', row]));
};

/** The requests that a server has now and that wait for it, by its name, in the answer to `show stat`; null where it is none. */
export const parseRequests = (text: string, backend: string): ReadonlyMap<string, number> | null => {
  const rows = statRows(text, backend);
  return rows === null ? null : new Map([...rows].map(([name, row]) => [name, Number(row.get('scur')) + Number(row.get('qcur'))]));
};

/** HAProxy's times are the mean of so many last requests (`TIME_STATS_SAMPLES`). */
const meanOf = 512;

const answers = ['hrsp_1xx', 'hrsp_2xx', 'hrsp_3xx', 'hrsp_4xx', 'hrsp_5xx', 'hrsp_other'];
const times = ['qtime', 'ctime', 'rtime'];

/** What users had of some servers of a backend, in the answer to `show stat`; null where it does not tell of each (management guide, chapter 9.1). */
export const parseUsers = (text: string, backend: string, servers: readonly string[]): UserFigures[] | null => {
  const rows = statRows(text, backend);
  const figures = servers.flatMap((server) => {
    const row = rows?.get(server);
    if (row === undefined) return [];
    const sum = (names: readonly string[]): number => names.reduce((total, name) => total + Number(row.get(name)), 0);
    return {
      server,
      answered: sum(answers),
      errors: sum(['hrsp_5xx']),
      lost: sum(['econ', 'eresp']),
      meanSeconds: sum(times) / 1000,
      meanOf,
      queued: sum(['qcur']),
      isDown: row.get('status')?.startsWith('DOWN') === true,
    };
  });
  return figures.length === servers.length ? figures : null;
};

/** HAProxy's largest weight. */
const mostWeight = 256;

/** The weight of each server of a side, where sides of so many servers share the traffic; never 0 while a side has a part of it. */
export const weightsOf = (greenShare: number, counts: Sides<number>): Sides<number> => {
  const each = { blue: (1 - greenShare) / counts.blue, green: greenShare / counts.green };
  const scale = mostWeight / Math.max(each.blue, each.green);
  const weight = (share: number): number => (share === 0 ? 0 : Math.max(1, Math.round(share * scale)));
  return { blue: weight(each.blue), green: weight(each.green) };
};
