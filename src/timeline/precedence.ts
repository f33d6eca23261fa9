import type { Signal } from '../model/signal.js';
import type { RuntimeRules } from '../rules/schema.js';
import { grouped } from '../statistics/grouped.js';
import type { Entry } from './entry.js';
import { shapeOf } from './requests.js';

/** What decides which rules may speak in a boot. */
export type Speakers = {
  readonly rules: readonly RuntimeRules[];
  /** Runtimes of which the boot shows a line that only they print. */
  readonly detected: ReadonlySet<string>;
  readonly serving: string;
};

/**
 * Takes out what is said twice. Plain words give way where the program that printed a record reads the same from it, and where the
 * server has said the same kind of thing in its own words: its timed requests are the requests (what an engine behind it
 * times are parts of them), its figures for a phase are that phase's. A server that the boot does not show gives way to plain words in
 * turn, and to a server that it shows: a like-worded line is somebody else's.
 */
export function spokenEntries(entries: readonly Entry[], { rules, detected, serving }: Speakers): Entry[] {
  const kinds = new Map(rules.map((rule) => [rule.runtime, rule.kind]));
  const rankOf = ({ signal }: Entry): number => {
    const kind = kinds.get(signal.runtime);
    if (kind === 'generic') return 1;
    return kind === 'server' && !detected.has(signal.runtime) ? 0 : 2;
  };
  const own = entries.filter((entry) => entry.signal.runtime === serving && rankOf(entry) === 2);
  const isHttp = kinds.get(serving) === 'http';
  const timed = own.filter(({ signal }) => isTimedRequest(signal));
  // An access log knows a request's time, and nothing of what was asked for: an application that tells both tells it better.
  const isToldByApplication =
    isHttp && 2 * entries.filter((entry) => rankOf(entry) === 1 && isTimedRequest(entry.signal) && shapeOf(entry.signal.facts) !== null).length >= timed.length;
  const hasRequests = timed.length > 0 && !isToldByApplication;
  const timesRequests = hasRequests && kinds.get(serving) === 'server';
  // An HTTP server knows nothing of what the application inside it does, and a library's figures are those of its own calls: plain words are heard beside them.
  const isHeardBeside = isHttp || kinds.get(serving) === 'library';
  const toldBy = new Set(isHeardBeside ? [] : own.map(({ signal }) => workOf(signal)));
  const readings = grouped(entries, (entry) => entry.signal.record);
  return entries.filter((entry) => {
    const { signal } = entry;
    const rank = rankOf(entry);
    if (timesRequests && rank === 2 && signal.runtime !== serving && kinds.get(signal.runtime) === 'server' && isTimedRequest(signal)) return false;
    if (rank === 2) return !(isToldByApplication && signal.runtime === serving && isTimedRequest(signal) && signal.events.length === 0);
    if (rank === 0 && (readings.get(signal.record) ?? []).some((other) => rankOf(other) === 2 && kinds.get(other.signal.runtime) === 'server')) return false;
    if (rank === 1 && signal.milestone !== null && isReadBy(readings.get(signal.record) ?? [], serving)) return false;
    if (rank === 1 && ((hasRequests && signal.request !== null) || (signal.phase !== null && toldBy.has(workOf(signal))))) return false;
    return !(readings.get(signal.record) ?? []).some((other) => rankOf(other) > rank && saysTheSame(signal, other.signal));
  });
}

/** What a signal tells the time of: its phase; an install of packages is a work of its own, of which nobody's imports say anything. */
const workOf = ({ phase, events }: Signal): string | null => (events.includes('package-install') ? 'package-install' : phase);

const isTimedRequest = ({ request, facts }: Signal): boolean => request !== null && facts.seconds !== undefined;

/** Whether the server itself reads the record: what it says of a shard is no word of its own readiness. */
function isReadBy(entries: readonly Entry[], serving: string): boolean {
  return entries.some(({ signal }) => signal.runtime === serving && (signal.phase !== null || signal.isHeartbeat));
}

function saysTheSame(one: Signal, other: Signal): boolean {
  if (one.phase !== null && one.phase === other.phase) return true;
  if (one.milestone !== null && one.milestone === other.milestone) return true;
  if (one.request !== null && one.request === other.request) return other.facts.seconds !== undefined || one.facts.seconds === undefined;
  return one.events.some((event) => other.events.includes(event));
}
