import type { Chance } from './chance.js';
import { lines } from './corpus.js';
import { hostileNumbers, hostileTime, hostileWord } from './hostile.js';

const longest = 20_000;
const figure = /\d+(?:\.\d+)?/g;
const unit = /(?<=\d ?)(?:ns|us|µs|ms|seconds|secs?|s|minutes|min|m|hours|h|GB|GiB|MB|MiB|%)\b/g;
const units = ['ns', 'µs', 'ms', 's', 'seconds', 'min', 'h', 'days', 'GB', 'GiB', 'it/s', '%', ''];

/** One of the places where a pattern matches, changed. */
const changed = (text: string, pattern: RegExp, chance: Chance, to: (found: string) => string): string => {
  const places = [...text.matchAll(pattern)];
  if (places.length === 0) return text;
  const { index, 0: found } = chance.pick(places);
  return text.slice(0, index) + to(found) + text.slice(index + found.length);
};

const spliced = (text: string, at: number, count: number, piece: string): string => text.slice(0, at) + piece + text.slice(at + count);

/** Ways to change a text; each knows a little of what a log is made of. */
const ways: readonly ((text: string, chance: Chance) => string)[] = [
  (text, chance) => changed(text, figure, chance, () => chance.pick(hostileNumbers)),
  (text, chance) => changed(text, figure, chance, () => String(chance.below(100_000) / 1000)),
  (text, chance) => changed(text, figure, chance, (found) => found + String(chance.below(10)).repeat(1 + chance.below(30))),
  (text, chance) => changed(text, unit, chance, () => chance.pick(units)),
  (text, chance) => changed(text, /\S+/g, chance, () => hostileWord(chance)),
  (text, chance) => changed(text, /\S+/g, chance, () => hostileTime(chance)),
  (text, chance) => spliced(text, chance.below(text.length + 1), 0, hostileWord(chance)),
  (text, chance) => spliced(text, chance.below(text.length + 1), 1 + chance.below(12), ''),
  (text, chance) => spliced(text, chance.below(text.length + 1), 1, String.fromCharCode(chance.below(chance.oneIn(4) ? 65_536 : 128))),
  (text, chance) => text.slice(0, chance.below(text.length + 1)),
  (text, chance) => text.slice(chance.below(text.length + 1)),
  (text, chance) => {
    const from = chance.below(text.length + 1);
    return spliced(text, from, 0, text.slice(from, from + 1 + chance.below(20)).repeat(1 + chance.below(chance.oneIn(20) ? 200 : 4)));
  },
  (text, chance) => {
    const other = chance.pick(lines);
    return text.slice(0, chance.below(text.length + 1)) + other.slice(chance.below(other.length + 1));
  },
  (text, chance) => `${text}\r${chance.pick(lines)}`,
  (text) => text.toUpperCase(),
];

/** A text changed in up to `most` places, cut at 20,000 characters. */
export const mutated = (text: string, chance: Chance, most = 4): string => {
  let result = text;
  for (let left = chance.below(most + 1); left > 0; left -= 1) result = chance.pick(ways)(result, chance);
  return result.length > longest ? result.slice(0, longest) : result;
};
