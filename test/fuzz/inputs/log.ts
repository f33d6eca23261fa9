import type { Chance } from './chance.js';
import { lines, logs, ruleLines } from './corpus.js';
import { someEnvelopes, wrapped } from './envelopes.js';
import { mutated } from './mutate.js';

const year2026 = 1_767_225_600;

const noise = (chance: Chance): string => String.fromCharCode(...chance.some(80, () => chance.below(256)));

/** A stretch of a real log. */
const stretch = (chance: Chance): string[] => {
  const log = chance.pick(logs);
  const from = chance.oneIn(2) ? 0 : chance.below(log.length);
  return log.slice(from, from + 1 + chance.below(40));
};

/** A log that a runtime could have printed, by the lines that rules know, each with a clock that goes forward, mostly. */
const composed = (chance: Chance): string[] => {
  let at = year2026 + chance.below(30_000_000);
  const own = someEnvelopes(chance);
  return Array.from({ length: 1 + chance.below(20) }, () => {
    at += chance.oneIn(30) ? chance.below(2_000_000) - 1_000_000 : chance.below(30_000) / 1000;
    return wrapped(chance.pick(ruleLines), own, at);
  });
};

const shuffled = (log: string[], chance: Chance): string[] => {
  const from = chance.below(log.length);
  const [moved = ''] = log.splice(from, 1);
  log.splice(chance.below(log.length + 1), 0, moved);
  return log;
};

/** A log, mostly a real one with some lines changed, doubled, moved, wrapped or replaced by noise. */
export const fuzzedLog = (chance: Chance): string => {
  let log = chance.oneIn(3) ? composed(chance) : stretch(chance);
  const isWild = chance.oneIn(2);
  log = log.map((line) => (chance.oneIn(isWild ? 3 : 12) ? mutated(line, chance) : line));
  if (chance.oneIn(4)) log = shuffled(log, chance);
  if (chance.oneIn(4)) log.push(...log.slice(0, chance.below(log.length)));
  if (chance.oneIn(6)) {
    const envelopes = someEnvelopes(chance);
    log = log.map((line, index) => wrapped(line, envelopes, year2026 + index));
  }
  if (chance.oneIn(8)) log.splice(chance.below(log.length), 0, noise(chance), chance.pick(lines));
  return log.join(chance.oneIn(10) ? '\r\n' : '\n') + (chance.oneIn(3) ? '' : '\n');
};

/** Bytes cut into pieces of any size, from single bytes up. */
export const pieces = (bytes: Buffer, chance: Chance): Buffer[] => {
  const cut: Buffer[] = [];
  const most = chance.pick([1, 7, 100, 5000, 70_000]);
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + 1 + chance.below(most));
    cut.push(bytes.subarray(at, end));
    at = end;
  }
  return cut;
};
