import type { Boot } from '../model/boot.js';
import type { Record } from '../model/record.js';
import type { Signal } from '../model/signal.js';
import type { Instant } from '../model/units.js';
import { logOf } from '../read/rotation.js';
import type { RuntimeRules } from '../rules/schema.js';
import { assembleBoot } from './assemble.js';
import { type ClockFilter, createClockFilter } from './clock.js';
import { type Collector, createCollector } from './collect.js';
import { joinPods } from './join.js';
import { markSilentDeaths } from './restarts.js';
import { emptyRoom, leaveOut, mostBoots } from './room.js';
import { kindRank } from './runtime.js';

/** Puts records and their signals on the clock and cuts them into boots. Pure but for what it has been given. */
export type Timeline = {
  push(record: Record, signals: readonly Signal[], detected: readonly string[]): void;
  /** Whether every replica seen is past its start, so that lines without a watched signal may be skipped unread. */
  isSteady(): boolean;
  /** The boots so far, by start; may be asked for again while records still come. */
  boots(): Boot[];
  /** What was held back is taken in; gives the boots. */
  end(): Boot[];
  /** Records of the replicas and starts past the first `mostBoots`, and the file of the first of them; none are kept of these. */
  leftOut(): { readonly records: number; readonly file: string | null };
};

type Read = { readonly record: Record; readonly signals: readonly Signal[]; readonly detected: readonly string[] };
/** Sources of one replica that follow each other in time; `begins` and `ends` are the first and the last time in them. */
type Line = {
  readonly filter: ClockFilter<Read>;
  readonly collector: Collector;
  begins: Instant | null;
  ends: Instant | null;
  readonly container: string | undefined;
};
/** Records of a source ahead of its first time, which tells whether it goes on with what was read. */
type Undecided = { readonly file: string; readonly reads: Read[] };

/** A source without a time in so many records goes on with the one before it. */
const undecidedRecords = 200;
const mostSources = 10 * mostBoots;
/** Lines of several threads may be out of order by so much where a log was cut. */
const mostOverlapSeconds = 2;

/** Whether a source that begins with this record lies before a line, and is not another container's beside it. */
function isBefore({ time, labels }: Record, { begins, container }: Line): boolean {
  const isOther = labels.container !== undefined && container !== undefined && labels.container !== container;
  return time !== null && begins !== null && time < begins && !isOther;
}

/** Whether a source runs beside a line: it is no part of the same rotated log, whatever its name, but another process's. */
const isBeside = ({ time, labels }: Record, { ends }: Line): boolean =>
  labels.pod === undefined && time !== null && ends !== null && time < ends - mostOverlapSeconds;

type Part = { readonly log: string; readonly isRotated: boolean };

/** Tells of a file which log it is a part of, and whether that log was rotated: whether a file so named came up by now. */
const createParts = (): ((file: string) => Part) => {
  const rotated = new Set<string>();
  let last = '';
  let part: Part = { log: '', isRotated: false };
  return (file) => {
    if (file === last) return part;
    const log = logOf(file);
    if (log !== file) rotated.add(log);
    last = file;
    part = { log, isRotated: rotated.has(log) };
    return part;
  };
};

/** An empty timeline. `rules` rank the runtimes that a boot shows. */
export function createTimeline(rules: readonly RuntimeRules[]): Timeline {
  const lines = new Map<string, Line>();
  /** Which line each source of a replica is in. */
  const keys = new Map<string, string>();
  let undecided: Undecided | null = null;
  const ranks = new Map(rules.map((rule) => [rule.runtime, kindRank(rule.kind)]));
  const partOf = createParts();
  /** Replicas are told apart by their pod where one is named, else by log and prefix. */
  const replicaKey = (record: Record): string => record.labels.pod ?? `${partOf(record.file).log}\n${record.stream.replica ?? ''}`;
  /** Whether the replica of a record may go on in another source: one without a pod is that of its log. */
  const spansSources = (record: Record): boolean => record.labels.pod !== undefined || partOf(record.file).isRotated;
  const rankOf = (runtime: string): number => ranks.get(runtime) ?? ranks.size;

  const room = emptyRoom();

  const lineFor = (key: string, record: Record): Line | null => {
    let line = lines.get(key);
    if (line === undefined) {
      if (room.boots === 0 || lines.size >= mostBoots) return null;
      const collector = createCollector(record.stream.replica ?? record.labels.pod ?? null, rankOf, room);
      line = { filter: createClockFilter<Read>(), collector, begins: null, ends: null, container: record.labels.container };
      lines.set(key, line);
    }
    line.begins ??= record.time;
    if (record.time !== null) line.ends = record.time;
    return line;
  };

  /**
   * The next source of a replica goes on with the last one, unless it begins before it (given newest first, each has a line of its own) or
   * runs beside it.
   */
  const keyOf = (record: Record): string => {
    const replica = replicaKey(record);
    if (!spansSources(record)) return replica;
    const source = `${replica}\n${record.file}`;
    const known = keys.get(source);
    if (known !== undefined) return known;
    const first = lines.get(replica);
    const key = first !== undefined && (isBefore(record, first) || isBeside(record, first)) ? source : replica;
    if (keys.size < mostSources) keys.set(source, key);
    return key;
  };

  const collect = (line: Line, decided: ReturnType<ClockFilter<Read>['push']>): void => {
    for (const { item, time } of decided) line.collector.push(item.record, time, item.signals, item.detected);
  };

  const place = (read: Read): void => {
    const line = lineFor(keyOf(read.record), read.record);
    if (line === null) leaveOut(room, read.record.file);
    else collect(line, line.filter.push(read, read.record));
  };

  /** Takes in what waited for its source's first time, which `first` has (null: there is none to come). */
  const decide = (first: Record | null): void => {
    const waiting = undecided;
    undecided = null;
    if (first !== null) keyOf(first);
    for (const read of waiting?.reads ?? []) place(read);
  };

  const isUndecided = (record: Record): boolean =>
    record.time === null && spansSources(record) && lines.has(replicaKey(record)) && !keys.has(`${replicaKey(record)}\n${record.file}`);

  const boots = (): Boot[] => {
    const all = [...lines.values()].flatMap((line) => line.collector.end());
    // What no rule reads (a heading above a table, a side-car's chatter) is a boot only where nothing else is.
    const raws = all.some((raw) => raw.entries.length > 0) ? all.filter((raw) => raw.entries.length > 0) : all.slice(0, 1);
    const counts = new Map<string, number>();
    const assembled = joinPods(raws, rules)
      .map((raw, index) => ({ raw, index }))
      .sort((a, b) => (a.raw.firstDated?.time ?? 0) - (b.raw.firstDated?.time ?? 0) || a.index - b.index)
      .map(({ raw }) => {
        const number = (counts.get(raw.file) ?? 0) + 1;
        counts.set(raw.file, number);
        return assembleBoot(raw, number, rules);
      });
    return markSilentDeaths(assembled);
  };

  return {
    push(record, signals, detected) {
      const read = { record, signals, detected };
      if (undecided !== null && undecided.file !== record.file) decide(null);
      if (isUndecided(record) && (undecided?.reads.length ?? 0) < undecidedRecords) {
        undecided ??= { file: record.file, reads: [] };
        undecided.reads.push(read);
        return;
      }
      if (undecided !== null) decide(record);
      place(read);
    },
    isSteady: () => lines.size > 0 && [...lines.values()].every((line) => line.collector.isSteady()),
    boots,
    end() {
      decide(null);
      for (const line of lines.values()) collect(line, line.filter.end());
      return boots();
    },
    leftOut: () => ({ records: room.leftOut, file: room.file }),
  };
}
