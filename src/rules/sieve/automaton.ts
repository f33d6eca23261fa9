import type { Lists, Numbers } from '../compiled/lists.js';

/**
 * Aho–Corasick over bytes, ASCII case folded, as arrays that a file holds: a start only reads them. A byte costs the same however many
 * literals there are. Most states go on with a letter as their last two letters alone would; those pairs are one small table. What differs
 * stands in cells that all states share (Tarjan and Yao, "Storing a sparse table", 1979): a state has a base, the cell of a letter is that
 * far behind it, and belongs to the state if it names that base as its owner.
 */
export type Automaton = {
  /** The state behind two letters (first times `letterCount`, plus second), as far as these tell it. */
  readonly pairs: Numbers;
  /** By state. */
  readonly bases: Numbers;
  /** By cell: the base of the states that it belongs to; 0 for none. */
  readonly owners: Numbers;
  /** By cell: the next state. */
  readonly nexts: Numbers;
  /** States from this on end literals. */
  readonly firstFinal: number;
  /** By state from `firstFinal` on: the literals (indexes) that end in it. */
  readonly outputs: Lists;
};

/** Into how many letters the other bytes go: it lets a few more lines through, and the tables stay small. */
const otherLetters = 8;

/** How many letters there are; 0 is that of no byte, and stands before a text. */
export const letterCount = 70 + otherLetters;

/** Each printable ASCII character is its own letter, capitals those of the small ones. */
const letters = new Uint8Array(256).map((_, code) => letterCount - otherLetters + (code % otherLetters));
for (let code = 32, count = 0; code < 127; code++) if (code < 65 || code > 90) letters[code] = ++count;
for (let code = 65; code <= 90; code++) letters[code] = letters[code + 32] as number;

/** The letter of a byte. */
export function letterOf(code: number): number {
  return letters[code] ?? 0;
}

/** Calls `found` with each literal that ends in the bytes from an offset to another, in order; a literal may come more than once. */
export function scanBytes(automaton: Automaton, bytes: Uint8Array, from: number, to: number, found: (literal: number) => void): void {
  const { pairs, bases, owners, nexts, firstFinal, outputs } = automaton;
  let state = 0;
  let before = 0;
  for (let index = from; index < to; index++) {
    const letter = letters[bytes[index] as number] as number;
    const base = bases[state] as number;
    const cell = base + letter;
    state = (owners[cell] === base ? nexts[cell] : pairs[before + letter]) as number;
    before = letter * letterCount;
    if (state < firstFinal) continue;
    const end = outputs.starts[state - firstFinal + 1] as number;
    for (let at = outputs.starts[state - firstFinal] as number; at < end; at++) found(outputs.items[at] as number);
  }
}
