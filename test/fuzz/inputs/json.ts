import type { Chance } from './chance.js';
import { hostileWord } from './hostile.js';

const numbers = [0, -1, 1e308, -1e308, 5e-324, 0.1, 1.5, 2 ** 53, -0, 3600, 1e21];
const names = ['__proto__', 'constructor', 'toString', 'seconds', 'id', '', 'x'];

const leaf = (chance: Chance): unknown =>
  chance.pick<() => unknown>([
    () => chance.pick(numbers),
    () => hostileWord(chance),
    () => null,
    () => true,
    () => [],
    () => ({}),
    () => [null],
    () => ({ x: 1 }),
  ])();

const changedMember = (value: { readonly [name: string]: unknown }, chance: Chance): unknown => {
  const entries = Object.entries(value);
  const way = chance.below(10);
  if (entries.length === 0 || way === 0) return Object.fromEntries([...entries, [chance.pick(names), leaf(chance)]]);
  const at = chance.below(entries.length);
  if (way === 1) return Object.fromEntries(entries.filter((_, index) => index !== at));
  return Object.fromEntries(entries.map(([name, member], index) => [name, index === at ? changedValue(member, chance) : member]));
};

const changedEntry = (list: readonly unknown[], chance: Chance): unknown => {
  const at = chance.below(list.length);
  const way = chance.below(8);
  if (list.length === 0 || way === 0) return [...list, leaf(chance)];
  if (way === 1) return list.filter((_, index) => index !== at);
  if (way === 2) return [...list, list[at]];
  return list.map((entry, index) => (index === at ? changedValue(entry, chance) : entry));
};

/** A JSON value with one of its parts changed, however deep. */
export const changedValue = (value: unknown, chance: Chance): unknown => {
  if (chance.oneIn(12)) return leaf(chance);
  if (Array.isArray(value)) return changedEntry(value, chance);
  if (typeof value === 'object' && value !== null) return changedMember(value as { readonly [name: string]: unknown }, chance);
  return leaf(chance);
};

/** A JSON value whose texts and numbers are hostile in places; its shape stays. */
export const hostileValues = <T>(value: T, chance: Chance, oneIn: number): T => {
  if (typeof value === 'string') return (chance.oneIn(oneIn) ? `${value.slice(0, 10)}${hostileWord(chance)}` : value) as T;
  if (typeof value === 'number') return (chance.oneIn(oneIn) ? Math.abs(chance.pick(numbers)) : value) as T;
  if (Array.isArray(value)) return value.map((entry: unknown) => hostileValues(entry, chance, oneIn)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, hostileValues(member as unknown, chance, oneIn)])) as T;
};
