import type { Basis, Evidence } from '../model/boot.js';
import type { Phase, Scope } from '../model/phase.js';
import type { Facts } from '../model/signal.js';
import type { Instant, Seconds } from '../model/units.js';
import { unfinishedBars } from './bars.js';
import { type Entry, evidenceOf, type Tick } from './entry.js';
import { endOfLone, startOfLone } from './lone.js';
import { unionSeconds } from './sweep.js';

/** A span before its scope is known. `covers` is what it takes of the clock line: less than `seconds` where its parts stand elsewhere. */
export type RawSpan = {
  readonly phase: Phase;
  readonly scope: Scope | null;
  readonly seconds: Seconds;
  readonly basis: Basis;
  /** The step of the clock that its end was read off. */
  readonly resolutionSeconds: Seconds;
  readonly covers: { readonly start: Instant; readonly end: Instant } | null;
  readonly start: Instant | null;
  readonly end: Instant | null;
  /** Whether its end has a clock of its own, and no neighbour's. */
  readonly isDated: boolean;
  readonly process: string | null;
  readonly signal: string;
  readonly runtime: string;
  readonly events: readonly string[];
  readonly order: number;
  /** Position of the record that opened it; its own where it is stated. */
  readonly openedAt: number;
  /** Seconds of the parts that this figure sums up. */
  readonly partsSeconds: Seconds;
  /** What of those is of its own phase. */
  readonly nestedSeconds: Seconds;
  readonly evidence: readonly Evidence[];
  readonly facts: Facts;
  /** One end alone is told; the other is the neighbouring record's. */
  readonly isLone?: true;
};

const coarseSeconds: Seconds = 60;
/** Who says nothing for longer after its imports began waits for something else. */
const longestOpeningSeconds: Seconds = 180;

const sinceEarlier: ReadonlySet<string> = new Set(['since-previous', 'since-boot', 'since-first']);

const processes = (entry: Entry): string => entry.tick.process ?? '';

/** Spans of a boot's entries, in order: stated figures, start–end pairs, and stretches up to a neighbour. */
export function spansOf(entries: readonly Entry[]): RawSpan[] {
  const spans: RawSpan[] = [];
  const open = new Map<string, Entry[]>();
  const opening = openingOf(entries);
  for (const entry of entries) {
    const { signal, tick } = entry;
    const extent = signal.extent;
    if (extent?.kind === 'starts') {
      const key = `${extent.key}\n${processes(entry)}`;
      open.set(key, [...(open.get(key) ?? []), entry].slice(-100));
      continue;
    }
    if (signal.milestone === 'ready') for (const opener of takeBefore(open, entry)) spans.push(...listOf(measuredSpan(opener, opener.tick, tick)));
    const opener = extent?.kind === 'ends' ? takeOpener(open, extent.key, entry) : null;
    const stated = statedSeconds(signal.facts) ?? (opener === null ? null : statedSeconds(opener.signal.facts));
    if (stated !== null && (signal.phase ?? opener?.signal.phase)) {
      spans.push(statedSpan(entry, opener, stated, spans));
    } else if (extent?.kind === 'ends') {
      const start = extent.mayBeLone && opener === null ? startOfLone(entry) : null;
      const lone = start === null ? null : measuredSpan(entry, start, tick);
      if (lone !== null) spans.push({ ...lone, isLone: true });
      const span = opener === null ? null : measuredSpan(opener, opener.tick, tick);
      if (span !== null) spans.push({ ...span, order: entry.order, events: union(opener as Entry, entry), facts: { ...span.facts, ...signal.facts } });
    } else if (extent?.kind === 'until-next' && tick.isDated && typeof signal.facts.barSeconds === 'number') {
      // A progress bar that has a clock of its own (each line is dated by whoever keeps the log) was over when it was drawn for the last time.
      spans.push(statedSpan(entry, null, signal.facts.barSeconds, spans));
    } else if (extent?.kind === 'until-next' || extent?.kind === 'opening-to-next') {
      const span = entry.neighbour === null ? null : measuredSpan(entry, tick, entry.neighbour);
      if (span !== null && !(extent.kind === 'opening-to-next' && span.seconds > longestOpeningSeconds)) spans.push(relabelled(span, entry));
      else if (span === null && (entry.neighbour === null || tick.time === null)) takeBar(spans, entry, opening);
    } else if (extent !== null && sinceEarlier.has(extent.kind)) {
      const span = entry.neighbour === null ? null : measuredSpan(entry, entry.neighbour, tick);
      if (span !== null) spans.push(span);
    }
  }
  for (const { entry, seconds } of unfinishedBars(entries)) spans.push(statedSpan(entry, null, seconds, []));
  return [...spans, ...loneStarts([...open.values()].flat(), entries)].sort((a, b) => a.order - b.order);
}

/**
 * A full progress bar after which no clock goes on (the log ends, or has none): the figure that it states itself. Drawn again, or by ranks side by
 * side, it counts once, by the longest.
 */
function takeBar(spans: RawSpan[], entry: Entry, opening: Instant): void {
  const seconds = entry.signal.facts.barSeconds;
  if (typeof seconds !== 'number' || seconds === 0) return;
  const same = spans.findLastIndex(({ signal, basis }) => signal === entry.signal.id && basis === 'stated');
  if (same < 0) spans.push(notBefore(opening, statedSpan(entry, null, seconds, spans)));
  else if ((spans[same] as RawSpan).seconds < seconds) spans[same] = notBefore(opening, statedSpan(entry, null, seconds, spans));
}

/** The earliest clock of a boot. */
const openingOf = (entries: readonly Entry[]): Instant => entries.reduce((first, { tick }) => Math.min(first, tick.time ?? first), Number.POSITIVE_INFINITY);

/**
 * A bar without a clock is placed by the record before it. Where it would have begun before the log does, it went on after that record: a worker's
 * output came late, or nothing else was said meanwhile.
 */
function notBefore(opening: Instant, span: RawSpan): RawSpan {
  if (span.isDated || span.start === null || span.end === null || span.covers === null || span.start >= opening) return span;
  const { start, end } = span.covers;
  return { ...span, covers: { start: start + span.seconds, end: end + span.seconds }, start: span.end, end: span.end + span.seconds };
}

/** What was begun and whose end the log does not tell. */
function loneStarts(open: readonly Entry[], entries: readonly Entry[]): RawSpan[] {
  return open.flatMap((entry) => {
    const end = entry.signal.extent?.kind === 'starts' && entry.signal.extent.mayBeLone ? endOfLone(entry, entries) : null;
    const span = end === null ? null : measuredSpan(entry, entry.tick, end);
    return span === null ? [] : [{ ...span, isLone: true as const }];
  });
}

const listOf = (span: RawSpan | null): RawSpan[] => (span === null ? [] : [span]);

/** Loads and warmups that the record right before this one began: who is ready at once afterwards is through with them. */
function takeBefore(open: Map<string, Entry[]>, { position }: Entry): Entry[] {
  const taken: Entry[] = [];
  for (const [key, entries] of open) {
    const before = entries.filter((entry) => position - entry.position === 1 && (entry.signal.phase === 'weights-load' || entry.signal.phase === 'warmup'));
    if (before.length === 0) continue;
    taken.push(before[0] as Entry);
    open.set(
      key,
      entries.filter((entry) => !before.includes(entry)),
    );
  }
  return taken;
}

/** The open start that an end closes: in the same process first; where the end names no process (or the start named none), in any. */
function takeOpener(open: Map<string, Entry[]>, key: string, end: Entry): Entry | null {
  const process = processes(end);
  const own = open.get(`${key}\n${process}`);
  if (own !== undefined && own.length > 0) return takeFrom(own, end);
  for (const [name, entries] of open) {
    const [otherKey, otherProcess] = name.split('\n');
    if (otherKey === key && (process === '' || otherProcess === '') && entries.length > 0) return takeFrom(entries, end);
  }
  return null;
}

/**
 * Of several open starts the one of the same model, where both name one. A wait that is announced again goes on, so its first
 * announcement counts; work that is announced again begins anew.
 */
function takeFrom(entries: Entry[], end: Entry): Entry | null {
  const model = end.signal.facts.model;
  const same = model === undefined ? -1 : entries.findLastIndex((entry) => entry.signal.facts.model === model);
  if (same >= 0) return entries.splice(same, 1)[0] ?? null;
  const isWait = entries[0]?.signal.phase === 'schedule' || entries[0]?.signal.phase === 'image';
  return (isWait ? entries.splice(0)[0] : entries.pop()) ?? null;
}

/** The duration that facts state: `seconds`, with the parts that the same line lists beside it (`plus…Seconds`). */
function statedSeconds(facts: Facts): Seconds | null {
  if (typeof facts.seconds !== 'number') return null;
  let sum = facts.seconds;
  for (const [name, value] of Object.entries(facts)) if (typeof value === 'number' && /^plus\w*Seconds$/.test(name)) sum += value;
  return sum;
}

const union = (a: Entry, b: Entry): string[] => [...new Set([...a.signal.events, ...b.signal.events])];

function statedSpan(entry: Entry, opener: Entry | null, seconds: Seconds, earlier: readonly RawSpan[]): RawSpan {
  const { signal, tick } = entry;
  const parts = signal.totals.length === 0 ? [] : partsOf(entry, earlier);
  const partsSeconds = secondsOfParts(parts);
  const phase = (signal.phase ?? opener?.signal.phase) as Phase;
  const end = tick.time;
  const covered = Math.max(0, seconds - partsSeconds);
  return {
    phase,
    scope: signal.scope ?? opener?.signal.scope ?? null,
    seconds,
    basis: 'stated',
    resolutionSeconds: tick.resolutionSeconds,
    covers: end === null ? null : { start: beginningOf(end, covered, parts, phase), end },
    start: end === null ? null : end - seconds,
    end,
    isDated: tick.isDated,
    process: tick.process,
    signal: signal.id,
    runtime: signal.runtime,
    events: opener === null ? signal.events : union(opener, entry),
    order: entry.order,
    openedAt: opener !== null && isOpenerOf(opener, entry, seconds) ? opener.order : entry.order,
    partsSeconds,
    nestedSeconds: secondsOfParts(parts.filter((part) => part.phase === phase)),
    evidence: opener === null ? [evidenceOf(tick)] : [evidenceOf(tick), evidenceOf(opener.tick)],
    facts: opener === null ? signal.facts : { ...opener.signal.facts, ...signal.facts },
  };
}

/**
 * Where a total's own time begins that its parts leave over. Parts of the same phase are stepped over, so that it and they together take as long as
 * it says. A load's total is an exception: what it holds beside its stated reading builds the model, and is no reading of weights.
 */
function beginningOf(end: Instant, covered: Seconds, parts: readonly RawSpan[], phase: Phase): Instant {
  const within = parts.flatMap((part) => (part.phase === phase && part.covers !== null ? [part.covers] : []));
  if (phase === 'weights-load' || within.length < parts.length) return end - covered;
  let start = end;
  let left = covered;
  for (const part of within.sort((a, b) => b.end - a.end)) {
    const free = Math.max(0, start - part.end);
    if (free >= left) break;
    left -= free;
    start = Math.min(start, part.start);
  }
  return start - left;
}

/** Whether a start can be where a stated span began: one that lies far before it announced something else. */
function isOpenerOf(opener: Entry, end: Entry, seconds: Seconds): boolean {
  if (opener.tick.time === null || end.tick.time === null) return true;
  return end.tick.time - opener.tick.time <= 1.5 * seconds + 2;
}

/** The spans that a total sums up: those of the named signals in its process since the last such total. */
function partsOf(entry: Entry, earlier: readonly RawSpan[]): RawSpan[] {
  const parts: RawSpan[] = [];
  for (let i = earlier.length - 1; i >= 0; i--) {
    const span = earlier[i] as RawSpan;
    if (span.process !== entry.tick.process) continue;
    if (span.signal === entry.signal.id) break;
    if (entry.signal.totals.includes(span.signal)) parts.push(span);
  }
  return parts;
}

/** Parts may nest among themselves (a progress bar inside a stated load): on the clock they count once. */
function secondsOfParts(parts: readonly RawSpan[]): Seconds {
  const covers = parts.map((part) => part.covers).filter((one) => one !== null);
  return covers.length === parts.length ? unionSeconds(covers) : parts.reduce((sum, part) => sum + part.seconds, 0);
}

function measuredSpan(owner: Entry, from: Tick, to: Tick): RawSpan | null {
  if (owner.signal.phase === null || from.time === null || to.time === null || to.time < from.time) return null;
  // Without a clock on either, their distance is that of their neighbours.
  if (!from.isDated && !to.isDated) return null;
  // One step of a clock of whole minutes may be no time at all.
  if (to.resolutionSeconds >= coarseSeconds && to.time - from.time <= to.resolutionSeconds) return null;
  return {
    phase: owner.signal.phase,
    scope: owner.signal.scope,
    seconds: to.time - from.time,
    basis: 'measured',
    resolutionSeconds: to.resolutionSeconds,
    covers: { start: from.time, end: to.time },
    start: from.time,
    end: to.time,
    isDated: true,
    process: owner.tick.process ?? to.process,
    signal: owner.signal.id,
    runtime: owner.signal.runtime,
    events: owner.signal.events,
    order: owner.order,
    openedAt: owner.order,
    partsSeconds: 0,
    nestedSeconds: 0,
    evidence: [evidenceOf(from), evidenceOf(to)],
    facts: owner.signal.facts,
  };
}

/** A stretch of imports that ends with a loaded model was spent on loading it (CAUSES.md, `import-slow`). */
function relabelled(span: RawSpan, entry: Entry): RawSpan {
  const loaded = entry.closedBy.find(
    (signal) => signal.events.includes('model-load') && signal.facts.seconds === undefined && signal.extent?.kind !== 'starts',
  );
  if (span.phase !== 'process' || loaded === undefined) return span;
  return { ...span, phase: 'weights-load', events: ['model-load'] };
}
