import type { Boot } from '../model/boot.js';
import type { Record } from '../model/record.js';
import type { Signal } from '../model/signal.js';
import type { RuntimeRules } from '../rules/schema.js';
import { assembleBoot } from './assemble.js';
import { type ClockFilter, createClockFilter } from './clock.js';
import { type Collector, createCollector } from './collect.js';
import { joinPods } from './join.js';
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
type Line = { readonly filter: ClockFilter<Read>; readonly collector: Collector };

/** Replicas are told apart by their pod where one is named, else by file and prefix. */
const replicaKey = (record: Record): string => record.labels.pod ?? `${record.file}\n${record.stream.replica ?? ''}`;

/** An empty timeline. `rules` rank the runtimes that a boot shows. */
export function createTimeline(rules: readonly RuntimeRules[]): Timeline {
  const lines = new Map<string, Line>();
  const ranks = new Map(rules.map((rule) => [rule.runtime, kindRank(rule.kind)]));
  const rankOf = (runtime: string): number => ranks.get(runtime) ?? ranks.size;

  const room = emptyRoom();

  const lineOf = (record: Record): Line | null => {
    const key = replicaKey(record);
    let line = lines.get(key);
    if (line === undefined) {
      if (room.boots === 0 || lines.size >= mostBoots) return null;
      line = { filter: createClockFilter<Read>(), collector: createCollector(record.stream.replica ?? record.labels.pod ?? null, rankOf, room) };
      lines.set(key, line);
    }
    return line;
  };

  const collect = (line: Line, decided: ReturnType<ClockFilter<Read>['push']>): void => {
    for (const { item, time } of decided) line.collector.push(item.record, time, item.signals, item.detected);
  };

  const boots = (): Boot[] => {
    const all = [...lines.values()].flatMap((line) => line.collector.end());
    // What no rule reads (a heading above a table, a side-car's chatter) is a boot only where nothing else is.
    const raws = all.some((raw) => raw.entries.length > 0) ? all.filter((raw) => raw.entries.length > 0) : all.slice(0, 1);
    const counts = new Map<string, number>();
    return joinPods(raws, rules)
      .map((raw, index) => ({ raw, index }))
      .sort((a, b) => (a.raw.firstDated?.time ?? 0) - (b.raw.firstDated?.time ?? 0) || a.index - b.index)
      .map(({ raw }) => {
        const number = (counts.get(raw.file) ?? 0) + 1;
        counts.set(raw.file, number);
        return assembleBoot(raw, number, rules);
      });
  };

  return {
    push(record, signals, detected) {
      const line = lineOf(record);
      if (line === null) leaveOut(room, record.file);
      else collect(line, line.filter.push({ record, signals, detected }, record));
    },
    isSteady: () => lines.size > 0 && [...lines.values()].every((line) => line.collector.isSteady()),
    boots,
    end() {
      for (const line of lines.values()) collect(line, line.filter.end());
      return boots();
    },
    leftOut: () => ({ records: room.leftOut, file: room.file }),
  };
}
