import { foldWide, wideClasses } from './wide.js';

/**
 * Aho–Corasick over bytes, ASCII case folded, as a table over classes of bytes: the cost of a scan grows with the text and
 * hardly with the number of literals. In a JavaScript string the units past ASCII share a few classes; in bytes they stand for nothing,
 * so that literals past ASCII are found in texts alone. Nothing is built beforehand: a state is a stretch of the sorted literals, it has a row only once a scan came near
 * it, and the row is filled when a scan comes to it. A log of a hundred lines sees a twentieth of the states of some thousand literals.
 */
export type Automaton = {
  /** Class of a byte. */
  readonly classes: Uint8Array;
  /** Class of the first of the characters that `foldWide` gives. */
  readonly firstWide: number;
  /** Row of the state before any text. */
  readonly start: number;
  /**
   * By row and class: 0 while unknown; else the next state's row, negative if literals end there, so that a quiet byte costs one load
   * and one test. It is another array once `fill` needed more room.
   */
  table: Int32Array;
  /** Fills the row; needed before a cell of it that is 0 can be read. */
  fill(row: number): void;
  /** Literals (indexes) that end in the state of a row. */
  outputsOf(row: number): readonly number[];
};

/** Rows that there is room for at first. Memory that no row has come to costs nothing. */
const firstRows = 4096;

/**
 * Makes it for lower-case literals of printable ASCII and what `foldWide` gives, each once, in the order of their characters; an output is
 * the literal's index in the list.
 */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const classes = foldedClasses();
  const firstWide = Math.max(...classes) + 1;
  const width = firstWide + wideClasses;
  // Row 0 is no state's: 0 and its negative could not be told apart. Row 1 is the root's.
  let count = 2;
  let states = createStates(firstRows);
  states.to[1] = literals.length;
  const outputs: (readonly number[] | undefined)[] = [];

  const grow = (): void => {
    const larger = new Int32Array(2 * automaton.table.length);
    larger.set(automaton.table);
    automaton.table = larger;
    const more = createStates(2 * states.from.length);
    more.from.set(states.from);
    more.to.set(states.to);
    more.depth.set(states.depth);
    more.failure.set(states.failure);
    states = more;
  };

  const fill = (row: number): void => {
    const state = row / width;
    const to = states.to[state] as number;
    const depth = states.depth[state] as number;
    const failure = states.failure[state] as number;
    if (depth === 0) automaton.table.fill(width, width, 2 * width);
    else {
      if (automaton.table[failure * width] === 0) fill(failure * width);
      automaton.table.copyWithin(row, failure * width, (failure + 1) * width);
    }
    let first = states.from[state] as number;
    // The literal that ends here, if any, stands first.
    if (literals[first]?.length === depth) first++;
    while (first < to) {
      const code = codeOf(literals, first, depth);
      let end = first + 1;
      while (end < to && codeOf(literals, end, depth) === code) end++;
      if (count === states.from.length) grow();
      const next = count++;
      const at = row + (code < 128 ? (classes[code] as number) : firstWide + code - 128);
      const suffix = Math.abs(automaton.table[at] as number) / width;
      states.from[next] = first;
      states.to[next] = end;
      states.depth[next] = depth + 1;
      states.failure[next] = suffix;
      outputs[next] = literals[first]?.length === depth + 1 ? [first, ...(outputs[suffix] ?? [])] : outputs[suffix];
      automaton.table[at] = outputs[next] === undefined ? next * width : -next * width;
      first = end;
    }
  };

  const automaton: Automaton = {
    classes,
    firstWide,
    start: width,
    table: new Int32Array(firstRows * width),
    fill,
    outputsOf: (row) => outputs[row / width] ?? [],
  };
  return automaton;
}

/** By number of the row: the text read so far ends with the first `depth` characters of the literals from `from` to (not with) `to`. */
type States = {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly depth: Int32Array;
  /** The row of the longest proper suffix that is a state too. */
  readonly failure: Int32Array;
};

const createStates = (rows: number): States => ({
  from: new Int32Array(rows),
  to: new Int32Array(rows),
  depth: new Int32Array(rows),
  failure: new Int32Array(rows).fill(1, 1, 2),
});

const codeOf = (literals: readonly string[], index: number, at: number): number => (literals[index] as string).charCodeAt(at);

/** Calls `found` with each literal that ends in the text, in order; a literal may come more than once. */
export function scanText(automaton: Automaton, text: string, found: (literal: number) => void): void {
  const { classes, firstWide, start } = automaton;
  let { table } = automaton;
  let row = start;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const at = row + (code < 128 ? (classes[code] as number) : firstWide + foldWide(code) - 128);
    row = table[at] as number;
    if (row > 0) continue;
    row = step(automaton, row, at);
    table = automaton.table;
    if (isAccepting(table, at)) for (const literal of automaton.outputsOf(row)) found(literal);
  }
}

/** The same over bytes, from an offset to another. */
export function scanBytes(automaton: Automaton, bytes: Uint8Array, from: number, to: number, found: (literal: number) => void): void {
  const { classes, start } = automaton;
  let { table } = automaton;
  let row = start;
  for (let index = from; index < to; index++) {
    const at = row + (classes[bytes[index] as number] as number);
    row = table[at] as number;
    if (row > 0) continue;
    row = step(automaton, row, at);
    table = automaton.table;
    if (isAccepting(table, at)) for (const literal of automaton.outputsOf(row)) found(literal);
  }
}

const isAccepting = (table: Int32Array, at: number): boolean => (table[at] as number) < 0;

/** The row behind a cell that ends literals (negative) or is not known yet (0). */
function step(automaton: Automaton, cell: number, at: number): number {
  if (cell < 0) return -cell;
  // The row of a cell, from its offset: rows are as wide as the start is far from 0.
  automaton.fill(at - (at % automaton.start));
  return Math.abs(automaton.table[at] as number);
}

/** Each printable ASCII character its own, capital letters those of the small ones; all else, which stands in no literal, is class 0. */
function foldedClasses(): Uint8Array {
  const classes = new Uint8Array(256);
  let count = 0;
  for (let code = 32; code < 127; code++) if (code < 65 || code > 90) classes[code] = ++count;
  for (let code = 65; code <= 90; code++) classes[code] = classes[code + 32] as number;
  return classes;
}
