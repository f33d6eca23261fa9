import type { TimeKind } from './map.js';
import type { LogStream, LogTable, Window } from './queries.js';

/** Where a table lies in the order of time, so much of it tells how much there is in all. */
const firstShare = 16n;

/** All that the streams span. */
export const wholeWindow = (streams: readonly LogStream[], kind: TimeKind): Window => {
  const isBefore = (left: string, right: string): boolean => (kind === 'text' ? left < right : BigInt(left) < BigInt(right));
  let [since, until] = [streams[0]?.first ?? '', streams[0]?.last ?? ''];
  for (const { first, last } of streams) {
    if (isBefore(first, since)) since = first;
    if (isBefore(until, last)) until = last;
  }
  return { since, until };
};

/** What is asked for first: all at once where each question has the server read everything. */
export const firstWindow = (whole: Window, { kind, hasCoarseTime }: Pick<LogTable, 'kind' | 'hasCoarseTime'>): Window => {
  if (!hasCoarseTime || kind === 'text') return whole;
  const [from, to] = [BigInt(whole.since), BigInt(whole.until)];
  return { since: whole.since, until: String(from + (to - from) / firstShare) };
};

/** The window behind one that gave so many bytes, as long as it may be for `most`; null: that one was the last. */
export const nextWindow = (
  { since, until }: Window,
  whole: Window,
  { added, most }: { readonly added: number; readonly most: number },
  kind: TimeKind,
): Window | null => {
  if (until === whole.until || kind === 'text') return null;
  const from = BigInt(until) + 1n;
  const span = BigInt(until) - BigInt(since) + 1n;
  const longest = (span * BigInt(Math.floor(most))) / BigInt(Math.max(1, added));
  const to = from + (longest > 0n ? longest : 1n);
  return { since: String(from), until: to < BigInt(whole.until) ? String(to) : whole.until };
};

/** Its two halves; null where there are none. Texts have no middle. */
export const halves = ({ since, until }: Window, kind: TimeKind): readonly [Window, Window] | null => {
  if (kind === 'text') return null;
  const [from, to] = [BigInt(since), BigInt(until)];
  if (to <= from) return null;
  const middle = (from + to) / 2n;
  return [
    { since, until: String(middle) },
    { since: String(middle + 1n), until },
  ];
};
