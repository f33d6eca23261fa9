import type { Record } from '../model/record.js';
import type { Signal } from '../model/signal.js';
import type { Instant } from '../model/units.js';
import { logOf } from '../read/rotation.js';
import { type Entry, type Tick, tickFor, tickOf } from './entry.js';
import { emptyBoot, mark, note, type RawBoot } from './raw-boot.js';
import { leaveOut, type Room } from './room.js';
import { keepSilence, silenceBetween } from './silences.js';
import { isServing, isSteady } from './steady.js';
import { barSecondsOf, closeNext, dropPassed, figureOf, placeUndated } from './until-next.js';

const entriesKept = 50_000;
const processesKept = 2_000;

const isImport = ({ events }: Signal): boolean => events.includes('import');

/** Whether a record has a word in it: a collector dates empty lines and the lines of a frame too. */
const hasWord = ({ text }: Record): boolean => /[\p{L}\p{N}]/u.test(text);

/** Builds the raw boots of one replica, record by record. */
export type Collector = {
  push(record: Record, time: Instant | null, signals: readonly Signal[], detected: readonly string[]): void;
  isSteady(): boolean;
  end(): RawBoot[];
};

/** Whether the last word of a boot was its first, and began no work that the next one could end. */
const isSecondWord = ({ firstDated, entries }: RawBoot, lastSpoken: Tick | null): boolean =>
  lastSpoken !== null && lastSpoken === firstDated && !entries.some(({ signal, tick }) => tick.line <= lastSpoken.line && signal.phase !== null);

/** A collector of one replica. `rankOf` orders runtimes by what serves: a lower rank holds the higher ones; `room` is that of all replicas. */
export function createCollector(replica: string | null, rankOf: (runtime: string) => number, room: Room): Collector {
  const boots: RawBoot[] = [];
  let boot: RawBoot | null = null;
  let order = 0;
  let lastFile: string | null = null;
  let started = new Map<string, number>();
  let openNext: Entry[] = [];
  let loneStarts: Entry[] = [];
  let undated: Entry[] = [];
  let previous = new Map<string, Tick>();
  let lastSpoken: Tick | null = null;
  let lastSignals: readonly Signal[] = [];

  const begin = (file: string): RawBoot => {
    const fresh = emptyBoot(file, replica);
    boots.push(fresh);
    room.boots -= 1;
    started = new Map();
    openNext = [];
    loneStarts = [];
    undated = [];
    previous = new Map();
    lastSpoken = null;
    lastSignals = [];
    return fresh;
  };

  const isNewBoot = (current: RawBoot, file: string, time: Instant | null, signals: readonly Signal[]): boolean =>
    // A replica's next file (`logs --previous`, then the current one) goes on with a start only if the last one was not over; the next part of a rotated log always does.
    (file !== lastFile && (current.hasEnded || current.hasFailed || current.hasReady) && logOf(file) !== logOf(lastFile ?? '')) ||
    signals.some((signal) => {
      // What a server starts again inside itself (its HTTP workers) is no other boot.
      if (signal.boot === 'starts') return current.hasEnded || (started.has(signal.id) && Math.min(...started.values()) === rankOf(signal.runtime));
      if (signal.boot === 'may-start') return current.hasEnded || (started.size === 0 && (current.hasFailed || isServing(current, time)));
      return false;
    });

  return {
    push(record, time, all, detected) {
      if (boot === null || isNewBoot(boot, record.file, time, all)) boot = room.boots > 0 ? begin(record.file) : null;
      const current = boot;
      if (current === null) {
        leaveOut(room, record.file);
        return;
      }
      lastFile = record.file;
      const signals = current.isOpening ? all : all.filter(({ extent }) => extent?.kind !== 'opening-to-next');
      const tick = tickOf(record, time, current.lastDated);
      const isHeartbeat = signals.some((signal) => signal.isHeartbeat);
      if (tick.isDated && undated.length > 0) {
        // A bar that is still open reaches to this record; one that was drawn anew has nothing but its figure.
        const waiting = new Set(openNext);
        for (const entry of undated) {
          if (tick.time !== null) entry.latest = tick.time + tick.resolutionSeconds;
          if (hasFigure(entry.signal) && !waiting.has(entry)) placeUndated(entry, tick, signals);
        }
        undated = [];
      }
      note(current, record, tick, detected);
      if (!isHeartbeat) {
        if (tick.isDated) loneStarts = endLone(loneStarts, tick, signals);
        if (openNext.length > 0 && hasWord(record)) openNext = tick.isDated ? closeNext(openNext, tick, signals) : dropPassed(openNext, signals);
        const silence = tick.isDated && lastSpoken !== null ? silenceBetween(lastSpoken, tick) : null;
        if (silence !== null) current.silences = keepSilence(current.silences, silence, current.readyAt);
        current.waiting = null;
      } else if (tick.isDated && lastSpoken !== null) current.waiting = silenceBetween(lastSpoken, tick);
      for (const signal of signals) {
        const entry: Entry = { signal, tick: tickFor(tick, signal), order: order++, position: current.words, neighbour: null, closedBy: [] };
        mark(current, signal, tick.time);
        if (signal.boot === 'starts') started.set(signal.id, rankOf(signal.runtime));
        if (current.entries.length >= entriesKept && signal.request !== null) continue;
        if (current.entries.length >= 2 * entriesKept) continue;
        current.entries.push(entry);
        if (!tick.isDated && (hasFigure(signal) || signal.events.length > 0)) undated.push(entry);
        if (signal.extent?.kind === 'until-next' || signal.extent?.kind === 'opening-to-next') openNext.push(entry);
        if (signal.extent?.kind === 'starts' && signal.extent.mayBeLone) loneStarts.push(entry);
        if (signal.extent?.kind === 'ends' && signal.extent.mayBeLone) {
          entry.neighbour = previous.get(entry.tick.process ?? '') ?? null;
          entry.closedBy = lastSignals;
        }
        if (signal.extent?.kind === 'since-previous') entry.neighbour = previous.get(entry.tick.process ?? '') ?? null;
        if (signal.extent?.kind === 'since-boot') entry.neighbour = current.firstDated;
        if (signal.extent?.kind === 'since-first') entry.neighbour = isSecondWord(current, lastSpoken) ? lastSpoken : null;
      }
      if (current.isOpening && (tick.isDated || signals.length > 0) && hasWord(record)) current.isOpening = isHeartbeat || signals.some(isImport);
      if (!isHeartbeat && tick.isDated) {
        lastSpoken = tick;
        lastSignals = signals;
        if (previous.size < processesKept) {
          previous.set(tick.process ?? '', tick);
          previous.set('', tick);
        }
      }
    },
    isSteady: () => (boot === null ? boots.length > 0 : isSteady(boot)),
    end: () => boots,
  };
}

/** The next record of each start's process may be its end, where the log tells no other; the others wait on. */
function endLone(starts: readonly Entry[], tick: Tick, signals: readonly Signal[]): Entry[] {
  return starts.filter((entry) => {
    if (entry.tick.process !== null && tick.process !== null && entry.tick.process !== tick.process) return true;
    entry.neighbour = tick;
    entry.closedBy = signals;
    return false;
  });
}

/** Whether a signal states its seconds, or draws them as a bar. */
function hasFigure(signal: Signal): boolean {
  return (figureOf(signal) ?? barSecondsOf(signal)) !== null;
}
