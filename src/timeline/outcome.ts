import type { Outcome } from '../model/boot.js';
import { type Entry, evidenceOf } from './entry.js';

/**
 * How a boot of so many records ended. A start that failed and did not get ready afterwards has failed, and so has one that nothing but its wait
 * for a place is known of; one that was told to stop has stopped.
 */
export function outcomeOf(entries: readonly Entry[], records: number, ready: Entry | null): Outcome {
  const failures = beforeItsEnd(entries, ready).filter((entry) => isDeath(entry, records));
  const last = failures.at(-1);
  const isLast = last !== undefined && (ready === null || last.order > ready.order);
  if (isLast && !entries.some((entry) => entry.order > last.order && isAnswered(entry))) return outcome('failed', failures.slice(0, 8));
  const fatal = lastWords(entries, records, opensEmpty(entries, ready) ? null : ready);
  if (fatal.length > 0) return outcome('failed', fatal);
  const refused = opensWithNothing(entries, ready);
  if (refused.length > 0) return outcome('failed', refused.slice(0, 8));
  if (isNeverPlaced(entries)) return outcome('failed', entries.filter(isWait).slice(0, 3));
  const ended = entries.filter((entry) => entry.signal.boot === 'ends');
  return ended.length > 0 ? outcome('stopped', ended.slice(0, 3)) : { kind: 'running', evidence: [] };
}

/** What breaks once a replica that was ready has been told to stop is its stopping: no failure. */
function beforeItsEnd(entries: readonly Entry[], ready: Entry | null): readonly Entry[] {
  const end = ready === null ? -1 : entries.findIndex((entry) => entry.order > ready.order && entry.signal.boot === 'ends');
  return end < 0 ? entries : entries.slice(0, end);
}

/** How many records may follow a plain word of failure, which is another's where the log goes on for longer. */
const mostAfterwards = 100;

const isDeath = ({ signal, position }: Entry, records: number): boolean =>
  signal.boot === 'fails' || (signal.boot === 'may-fail' && records - position <= mostAfterwards);

const outcome = (kind: Outcome['kind'], shown: readonly Entry[]): Outcome => ({ kind, evidence: shown.map((entry) => evidenceOf(entry.tick)) });

/** Who answers well after an error lives on: another of its processes had it, or it was got over. */
export const isAnswered = ({ signal }: Pick<Entry, 'signal'>): boolean => signal.events.includes('http-answer') && isSuccess(signal.facts.status);

const isSuccess = (status: unknown): boolean => typeof status === 'number' && status >= 200 && status < 400;

const isWait = (entry: Entry): boolean => entry.signal.events.includes('scheduling-wait');

/** How many records may follow an error that nothing caught if it ended the process: what exits says its goodbyes. */
const goodbyes = 20;

const endings: ReadonlySet<string> = new Set(['uncaught-error', 'start-error', 'interrupted']);

/** What many a start goes on after: it ended one only where hardly a word follows, and where no level says that it was less than an error. */
const errors: ReadonlySet<string> = new Set([
  'last-error',
  'oom-device',
  'oom-host',
  'sigkill-exit',
  'device-unavailable',
  'startup-timeout',
  'kernel-binary-missing',
  'fork-after-device-init',
  'collective-timeout',
]);
const lastSighs = 3;

const isEnding = ({ signal, position }: Entry, records: number): boolean => {
  if (signal.events.some((event) => endings.has(event))) return records - position <= goodbyes;
  const { level } = signal.record;
  const isError = level === 'error' || level === 'fatal' || (level === null && (signal.events.includes('last-error') || position === records));
  return isError && records - position <= lastSighs && signal.events.some((event) => errors.has(event));
};

/** Whether a server opened before it held a model, and a load that somebody asked for then failed: what is ready can do nothing yet. */
function opensEmpty(entries: readonly Entry[], ready: Entry | null): boolean {
  if (ready === null) return false;
  if (!entries.some((entry) => entry.order > ready.order && isFailedLoad(entry))) return false;
  return entries.every((entry) => entry.order > ready.order || entry.signal.phase !== 'weights-load');
}

/** The loads that failed before a server opened, where none that it was to serve came through: it holds nothing, whatever it says of itself. */
function opensWithNothing(entries: readonly Entry[], ready: Entry | null): readonly Entry[] {
  if (ready === null) return [];
  const failed = entries.filter((entry) => entry.order < ready.order && isFailedLoad(entry));
  return failed.length === 0 || entries.some((entry) => isLoadThrough(entry) || isAnswered(entry)) ? [] : failed;
}

/** Whether an entry tells of a load that came through, or goes on past its beginning. */
const isLoadThrough = (entry: Entry): boolean =>
  !isFailedLoad(entry) && entry.signal.extent?.kind !== 'starts' && (entry.signal.phase === 'weights-load' || entry.signal.events.includes('model-load'));

const isFailedLoad = ({ signal }: Entry): boolean => signal.phase === 'weights-load' && signal.events.includes('start-error');

/** Whether a start went on at an entry after an error. A pull is progress past the error of a pull alone: a kubelet pulls anew each time that it fails. */
const goesOn = ({ signal }: Entry, error: Entry): boolean =>
  signal.milestone !== null ||
  signal.request !== null ||
  (signal.phase !== null && (signal.phase !== 'image' || error.signal.phase === 'image')) ||
  signal.events.includes('provider-fallback');

/** Errors that nothing caught or that end a start, and interruptions, where they are the log's last words of a start: nothing got ready or answered, and little was said afterwards. */
function lastWords(entries: readonly Entry[], records: number, ready: Entry | null): Entry[] {
  const asked = entries.find(({ signal }) => signal.events.includes('stop-asked'))?.order ?? Number.POSITIVE_INFINITY;
  // Who was asked to stop kills what does not end in time: that is no failure of a start.
  const last = entries.findLast((entry) => isEnding(entry, records) && !(entry.order > asked && entry.signal.events.includes('sigkill-exit')));
  if (last === undefined || ready !== null) return [];
  return entries.some((entry) => entry.order > last.order && goesOn(entry, last)) ? [] : [last];
}

/** Whether after the first wait for a place nothing happened but waiting, heartbeats and the end. */
function isNeverPlaced(entries: readonly Entry[]): boolean {
  const first = entries.findIndex(isWait);
  return (
    first >= 0 &&
    entries.slice(first).every((entry) => isWait(entry) || entry.signal.isHeartbeat || entry.signal.boot === 'ends' || entry.signal.events.includes('killed'))
  );
}
