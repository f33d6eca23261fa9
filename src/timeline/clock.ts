import type { Record } from '../model/record.js';
import type { Instant, Seconds } from '../model/units.js';

/**
 * A log may mix clocks that disagree by hours or years (a library that logs in UTC beside a service in local time, a line
 * with the date of its build). Such a line is not from another time: it stands where it stands.
 */
const strangeSeconds: Seconds = 1800;
const heldRecords = 64;

/** Zones differ by quarters of an hour, wrong days and years by multiples of them. */
const zoneStepSeconds: Seconds = 900;
/** A line of another clock follows the one before it within this; a true wait ends so near to a quarter of an hour in one case of a hundred. */
const sameMomentSeconds: Seconds = 5;
/** Nearly a year. */
const yearSeconds: Seconds = 300 * 86_400;

/** What the clock says of a record: its time, or null where it has none or one that can't be of this log's clock. */
export type Dated<T> = { readonly item: T; readonly time: Instant | null };

export type ClockFilter<T> = {
  /** Takes a record and gives those that are decided, in order. A far jump is held until the next records confirm it or go back. */
  push(item: T, record: Record): Dated<T>[];
  end(): Dated<T>[];
};

/**
 * A filter over one replica's records. Steps back or forth of under half an hour are normal; a farther step forward counts once
 * later records follow it; a farther step back is another clock (or a clock that was set: after 64 records in a row it counts).
 */
export function createClockFilter<T>(): ClockFilter<T> {
  let last: Instant | null = null;
  /** By kind of clock: what brings it into step with the first one. */
  const offsets = new Map<string, Seconds>();
  let held: { item: T; time: Instant | null }[] = [];

  const confirm = (): Dated<T>[] => {
    const decided = held;
    held = [];
    for (const one of decided) if (one.time !== null) last = one.time;
    return decided;
  };

  const discard = (): Dated<T>[] => {
    const decided = held.map((one) => ({ item: one.item, time: null }));
    held = [];
    return decided;
  };

  const isNear = (time: Instant, other: Instant): boolean => Math.abs(time - other) < strangeSeconds;

  const inStep = (record: Record): Instant | null => {
    if (record.time === null) return null;
    // Loggers are told apart by how they write the time, and how finely.
    const clock = `${record.clock ?? ''} ${record.resolutionSeconds}`;
    const time = record.time + (offsets.get(clock) ?? 0);
    const apart = last === null ? 0 : time - last;
    const steps = Math.round(apart / zoneStepSeconds) * zoneStepSeconds;
    const isOutOfStep = steps !== 0 && Math.abs(apart - steps) <= sameMomentSeconds;
    // A clock that was in step once is believed, unless it is off by more than a wait: a year that was guessed anew.
    if (isOutOfStep && (!offsets.has(clock) || Math.abs(apart) > yearSeconds)) {
      offsets.set(clock, (offsets.get(clock) ?? 0) - steps);
      return time - steps;
    }
    if (steps === 0 && !offsets.has(clock)) offsets.set(clock, 0);
    return time;
  };

  return {
    push(item, record) {
      const time = inStep(record);
      const jump = held.find((one) => one.time !== null)?.time ?? null;
      if (time === null) {
        if (jump === null) return [{ item, time: null }];
        held.push({ item, time: null });
        return held.length > heldRecords ? confirm() : [];
      }
      if (last === null || isNear(time, last)) {
        const before = jump === null ? [] : discard();
        last = time;
        return [...before, { item, time }];
      }
      if (jump !== null && isNear(time, jump)) {
        held.push({ item, time });
        // A second record with the new clock: forward is time that passed; backward needs a long run to be believed.
        return jump > last || held.length > heldRecords ? confirm() : [];
      }
      if (jump !== null) {
        const before = jump > last ? confirm() : discard();
        held = [{ item, time }];
        return before;
      }
      held = [{ item, time }];
      return [];
    },
    end() {
      const jump = held.find((one) => one.time !== null)?.time ?? null;
      return jump !== null && last !== null && jump < last ? discard() : confirm();
    },
  };
}
