/**
 * Aho–Corasick over bytes, ASCII case folded, as a dense table over classes of bytes: the cost of a scan grows with the
 * text and hardly with the number of literals. Bytes that stand in no literal share one class, and so do all units past
 * ASCII, so that the same table reads UTF-8 bytes and JavaScript strings. A row is filled when a scan first comes to its
 * state: a log of a hundred lines sees a tenth of the states, and filling all of them would cost more than its diagnosis.
 */
export type Automaton = {
  /** Class of a byte. */
  readonly classes: Uint8Array;
  /** Row of the state before any text. */
  readonly start: number;
  /** By row and class: 0 while unknown; else the next state's row, negative if literals end there, so that a quiet byte costs one load and one test. */
  readonly table: Int32Array;
  /** Fills the row; needed before a cell of it that is 0 can be read. */
  fill(row: number): void;
  /** Literals (indexes) that end in the state of a row. */
  outputsOf(row: number): readonly number[];
};

/** Builds it for lower-case ASCII literals; an output is the literal's index in the list. */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const classes = classesOf(literals);
  let width = 1;
  for (const one of classes) if (one >= width) width = one + 1;
  const trie = buildTrie(literals, classes);
  const { firstChild, sibling, entry, size, ends } = trie;
  // Row 0 is no state's: 0 and its negative could not be told apart.
  const table = new Int32Array((size + 1) * width);
  // The row of a state's longest proper suffix that is a state too; known once its parent's row is filled.
  const failures = new Int32Array(size).fill(width);
  const rowOf = (state: number): number => (state + 1) * width;
  const stateOf = (row: number): number => row / width - 1;

  const fill = (row: number): void => {
    const state = stateOf(row);
    const failure = failures[state] as number;
    if (state === 0) table.fill(width, width, 2 * width);
    else {
      if (table[failure] === 0) fill(failure);
      table.copyWithin(row, failure, failure + width);
    }
    for (let child = firstChild[state] as number; child !== 0; child = sibling[child] as number) {
      const at = row + (entry[child] as number);
      const suffix = Math.abs(table[at] as number);
      failures[child] = suffix;
      const inherited = ends[stateOf(suffix)];
      if (inherited !== undefined) ends[child] = [...(ends[child] ?? []), ...inherited];
      table[at] = ends[child] === undefined ? rowOf(child) : -rowOf(child);
    }
  };

  return { classes, start: width, table, fill, outputsOf: (row) => ends[stateOf(row)] ?? [] };
}

/** Calls `found` with each literal that ends in the text, in order; a literal may come more than once. */
export function scanText(automaton: Automaton, text: string, found: (literal: number) => void): void {
  const { classes, table, start } = automaton;
  let row = start;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const at = row + (code < 128 ? (classes[code] as number) : 0);
    row = table[at] as number;
    if (row > 0) continue;
    row = step(automaton, row, at);
    for (const literal of automaton.outputsOf(row)) found(literal);
  }
}

/** The same over bytes, from an offset to another. */
export function scanBytes(automaton: Automaton, bytes: Uint8Array, from: number, to: number, found: (literal: number) => void): void {
  const { classes, table, start } = automaton;
  let row = start;
  for (let index = from; index < to; index++) {
    const at = row + (classes[bytes[index] as number] as number);
    row = table[at] as number;
    if (row > 0) continue;
    row = step(automaton, row, at);
    for (const literal of automaton.outputsOf(row)) found(literal);
  }
}

/** The next row from a cell that is not a quiet one: unknown yet (its own row is then filled), or with literals. */
function step(automaton: Automaton, cell: number, at: number): number {
  if (cell < 0) return -cell;
  automaton.fill(at - (at % automaton.start));
  return Math.abs(automaton.table[at] as number);
}

function classesOf(literals: readonly string[]): Uint8Array {
  const classes = new Uint8Array(256);
  let count = 0;
  for (const literal of literals) {
    for (let index = 0; index < literal.length; index++) {
      const code = literal.charCodeAt(index);
      if (code < 128 && classes[code] === 0) classes[code] = ++count;
    }
  }
  for (let code = 65; code <= 90; code++) classes[code] = classes[code + 32] as number;
  return classes;
}

/** States as first-child, next-sibling lists; 0 is the root and also stands for none. */
type Trie = {
  readonly firstChild: Int32Array;
  readonly sibling: Int32Array;
  /** Class by which a state is entered. */
  readonly entry: Uint8Array;
  readonly size: number;
  /** Literals that end in a state. */
  readonly ends: (readonly number[] | undefined)[];
};

function buildTrie(literals: readonly string[], classes: Uint8Array): Trie {
  let most = 1;
  for (const literal of literals) most += literal.length;
  const firstChild = new Int32Array(most);
  const sibling = new Int32Array(most);
  const entry = new Uint8Array(most);
  const ends = new Array<readonly number[] | undefined>(most).fill(undefined);
  let size = 1;
  for (let output = 0; output < literals.length; output++) {
    const literal = literals[output] as string;
    let state = 0;
    for (let index = 0; index < literal.length; index++) {
      const entered = classes[literal.charCodeAt(index)] as number;
      let child = firstChild[state] as number;
      while (child !== 0 && entry[child] !== entered) child = sibling[child] as number;
      if (child === 0) {
        child = size++;
        entry[child] = entered;
        sibling[child] = firstChild[state] as number;
        firstChild[state] = child;
      }
      state = child;
    }
    ends[state] = [...(ends[state] ?? []), output];
  }
  return { firstChild, sibling, entry, size, ends };
}
