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
const daySeconds: Seconds = 86_400;

/** What the clock says of a record: its time, or null where it has none or one that can't be of this log's clock. */
export type Dated<T> = { readonly item: T; readonly time: Instant | null };

/** By how much a clock seen for the first time is out of step with the one before it; 0 where that may as well be a wait. */
function otherClock(apart: Seconds): Seconds {
  const steps = Math.round(apart / zoneStepSeconds) * zoneStepSeconds;
  return Math.abs(apart - steps) <= sameMomentSeconds ? steps : 0;
}

/** By how much a clock that leaves the year out jumped because the year was guessed anew; 0 where it did not. */
function otherYear(apart: Seconds): Seconds {
  const days = Math.round(apart / daySeconds);
  const years = Math.round(days / 365.25);
  const isYears = years !== 0 && Math.abs(days - years * 365.25) < 1.5;
  return isYears && Math.abs(apart - days * daySeconds) < strangeSeconds ? days * daySeconds : 0;
}

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
    const known = offsets.get(clock);
    const time = record.time + (known ?? 0);
    const apart = last === null ? 0 : time - last;
    const step = known === undefined ? otherClock(apart) : otherYear(apart);
    if (step !== 0) {
      offsets.set(clock, (known ?? 0) - step);
      return time - step;
    }
    if (known === undefined && Math.abs(apart) < strangeSeconds) offsets.set(clock, 0);
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
