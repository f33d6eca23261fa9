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

/** The requests that a server has now and that wait for it, by its name, in the answer to `show stat`; null where it is none. */
export const parseRequests = (text: string, backend: string): ReadonlyMap<string, number> | null => {
  const rows = rowsOf(text, ',').filter((row) => row.get('pxname') === backend);
  if (rows.length === 0) return null;
  return new Map(rows.map((row) => [row.get('svname') ?? '', Number(row.get('scur')) + Number(row.get('qcur'))]));
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
