import { strict as assert } from 'node:assert';
import { longestSeconds, readDuration } from '../../../src/rules/figures/duration.js';
import type { Chance } from '../inputs/chance.js';
import { hostileTime } from '../inputs/hostile.js';
import { mutated } from '../inputs/mutate.js';
import type { Target, Trial } from '../target.js';

const units: readonly (readonly [string, number])[] = [
  ['ns', 1e-9],
  ['µs', 1e-6],
  ['us', 1e-6],
  ['ms', 1e-3],
  [' milliseconds', 1e-3],
  ['s', 1],
  [' sec', 1],
  [' seconds', 1],
  ['m', 60],
  [' minutes', 60],
  ['h', 3600],
  [' h', 3600],
];

const pad = (value: number): string => String(value).padStart(2, '0');

/** Ways to write a duration, and what it is. */
const styles: readonly ((chance: Chance) => { readonly text: string; readonly seconds: number })[] = [
  (chance) => {
    const [unit, seconds] = chance.pick(units);
    const count = chance.below(1_000_000) / chance.pick([1, 10, 1000]);
    return { text: `${count}${unit}`, seconds: count * seconds };
  },
  (chance) => {
    const thousands = 1 + chance.below(999);
    const rest = chance.below(1000);
    return { text: `${thousands},${String(rest).padStart(3, '0')} ms`, seconds: thousands + rest / 1000 };
  },
  (chance) => {
    const [hours, minutes, seconds] = [chance.below(100), chance.below(60), chance.below(60_000) / 1000];
    return { text: `${hours}h${minutes}m${seconds}s`, seconds: hours * 3600 + minutes * 60 + seconds };
  },
  (chance) => {
    const [hours, minutes, seconds] = [chance.below(100), chance.below(60), chance.below(60)];
    return { text: `${hours}:${pad(minutes)}:${pad(seconds)}`, seconds: hours * 3600 + minutes * 60 + seconds };
  },
  (chance) => {
    const [minutes, seconds] = [chance.below(60), chance.below(60)];
    return { text: `PT${minutes}M${seconds}S`, seconds: minutes * 60 + seconds };
  },
  (chance) => {
    const days = 1 + chance.below(9);
    return { text: `${days} day${days === 1 ? '' : 's'}, 1:00:02`, seconds: days * 86_400 + 3602 };
  },
];

const roundTrip = (chance: Chance): Trial => {
  const { text, seconds } = chance.pick(styles)(chance);
  return {
    input: text,
    check: () => {
      const read = readDuration(text);
      if (seconds > longestSeconds) assert.equal(read, null);
      else assert.ok(read !== null && Math.abs(read - seconds) <= 1e-9 + seconds * 1e-12, `${read} for ${seconds}`);
    },
  };
};

const anything = (chance: Chance): Trial => {
  const text = mutated(chance.oneIn(2) ? hostileTime(chance) : chance.pick(styles)(chance).text, chance, 3);
  return {
    input: text,
    check: () => {
      const read = readDuration(text);
      if (read === null) return;
      assert.ok(/\d/.test(text), 'no time from nothing');
      assert.ok(/[\p{L}:]/u.test(text), 'no time without a unit');
      assert.ok(Number.isFinite(read) && read >= 0, `${read} seconds`);
    },
  };
};

/** A written duration is read back; any text gives none, or seconds that are finite and not negative. */
export const durationsTarget: Target = {
  name: 'durations',
  holds: 'A duration in any style is read back; any other text gives none, or a finite one of zero or more, never without a unit.',
  share: 450,
  trial: (chance) => (chance.oneIn(2) ? roundTrip(chance) : anything(chance)),
};
