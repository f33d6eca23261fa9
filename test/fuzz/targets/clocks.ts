import { strict as assert } from 'node:assert';
import { readClock } from '../../../src/read/clock/clock.js';
import { createTimes } from '../../../src/read/clock/times.js';
import type { Chance } from '../inputs/chance.js';
import { hostileTime } from '../inputs/hostile.js';
import { mutated } from '../inputs/mutate.js';
import type { Target, Trial } from '../target.js';

type Written = { readonly text: string; readonly resolutionSeconds: number };

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const zoned = (instant: number, minutes: number): string => {
  const sign = minutes < 0 ? '-' : '+';
  const shown = new Date((instant + minutes * 60) * 1000).toISOString().slice(0, 23);
  return `${shown}${sign}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;
};

/** Ways to write an instant (of whole milliseconds) in full. */
const styles: readonly ((instant: number, chance: Chance) => Written)[] = [
  (at) => ({ text: new Date(at * 1000).toISOString(), resolutionSeconds: 1e-3 }),
  (at) => ({ text: new Date(at * 1000).toISOString().replace('T', ' ').replace('.', ',').slice(0, 23), resolutionSeconds: 1e-3 }),
  (at) => ({ text: new Date(at * 1000).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' '), resolutionSeconds: 1 }),
  (at, chance) => ({ text: zoned(at, (chance.below(113) - 56) * 15), resolutionSeconds: 1e-3 }),
  (at) => {
    const date = new Date(at * 1000);
    const day = `${pad(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}`;
    return { text: `${day}:${date.toISOString().slice(11, 19)} +0000`, resolutionSeconds: 1 };
  },
  (at) => {
    const date = new Date(at * 1000);
    return { text: `${months[date.getUTCMonth()]} ${date.getUTCDate()} ${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)}`, resolutionSeconds: 1 };
  },
];

const daySeconds = 86_400;
const first = Date.UTC(1971) / 1000;
const last = Date.UTC(2199, 10, 1) / 1000;

const roundTrip = (chance: Chance): Trial => {
  const instant = first + chance.below(last - first) + chance.below(1000) / 1000;
  // A log's lines follow one another, and so do their days.
  const instants = [instant, instant + chance.below(40) * daySeconds];
  const written = instants.map((one) => ({ instant: one, ...chance.pick(styles)(one, chance) }));
  return { input: written.map(({ text }) => text).join('\n'), check: () => written.forEach(checkReading) };
};

const checkReading = ({ text, resolutionSeconds, instant }: Written & { readonly instant: number }): void => {
  const reading = readClock(text, 0);
  assert.ok(reading !== null, 'a clock is read');
  assert.ok(Math.abs(reading.seconds - instant) <= resolutionSeconds + 1e-6, `${reading.seconds} for ${instant}`);
  assert.equal(reading.resolution, resolutionSeconds);
  assert.equal(reading.end, text.length);
};

const anything = (chance: Chance): Trial => {
  const instant = chance.below(2_000_000_000);
  const begun = chance.oneIn(2) ? hostileTime(chance) : chance.pick(styles)(instant, chance).text;
  const text = mutated(begun, chance, 3);
  const near = chance.oneIn(2) ? chance.below(2_000_000_000) : null;
  return {
    input: text,
    check: () => {
      const reading = readClock(text, 0);
      if (reading === null) return;
      assert.ok(/\d/.test(text.slice(0, reading.end)), 'no time from nothing');
      assert.ok(reading.end > 0 && reading.end <= text.length, `end ${reading.end}`);
      assert.ok(reading.resolution > 0 && reading.resolution <= 60, `resolution ${reading.resolution}`);
      assert.ok(Number.isFinite(reading.seconds) && Math.abs(reading.seconds) < last + 86_400 * 366, `seconds ${reading.seconds}`);
      assert.ok(Math.abs(reading.offset) < 15 * 3600, `offset ${reading.offset}`);
      const resolved = createTimes(near).resolve(reading, near);
      assert.ok(resolved === null || Number.isFinite(resolved), `resolved ${resolved}`);
    },
  };
};

/** A written instant is read back to its resolution; any text gives none or a sound one. */
export const clocksTarget: Target = {
  name: 'clocks',
  holds: 'An instant in any style is read back to its resolution; any other text gives no clock or a finite one within the text.',
  share: 450,
  trial: (chance) => (chance.oneIn(2) ? roundTrip(chance) : anything(chance)),
};
