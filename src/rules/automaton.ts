/**
 * Aho–Corasick over bytes, ASCII case folded, as a table over classes of bytes: the cost of a scan grows with the text and
 * hardly with the number of literals. Bytes that stand in no literal share one class, and so do all units past ASCII, so that
 * the same table reads UTF-8 bytes and JavaScript strings. A state has a row only once a scan came near it, and the row is
 * filled when a scan comes to it: a log of a hundred lines sees a twentieth of the states of some thousand literals.
 */
export type Automaton = {
  /** Class of a byte. */
  readonly classes: Uint8Array;
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

/** Rows that there is room for at first. */
const firstRows = 512;

/** Builds it for lower-case ASCII literals; an output is the literal's index in the list. */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const classes = classesOf(literals);
  let width = 1;
  for (const one of classes) if (one >= width) width = one + 1;
  const { firstChild, sibling, entry, ends } = buildTrie(literals, classes);
  // Row 0 is no state's: 0 and its negative could not be told apart. Row 1 is the root's.
  const stateOf: number[] = [-1, 0];
  // By row number: the row of the longest proper suffix that is a state too.
  const failures: number[] = [0, width];

  const addRow = (state: number, failure: number): number => {
    const row = stateOf.length * width;
    stateOf.push(state);
    failures.push(failure);
    if (row + width > automaton.table.length) {
      const larger = new Int32Array(2 * automaton.table.length);
      larger.set(automaton.table);
      automaton.table = larger;
    }
    return row;
  };

  const fill = (row: number): void => {
    const state = stateOf[row / width] as number;
    const failure = failures[row / width] as number;
    if (state === 0) automaton.table.fill(width, width, 2 * width);
    else {
      if (automaton.table[failure] === 0) fill(failure);
      automaton.table.copyWithin(row, failure, failure + width);
    }
    for (let child = firstChild[state] as number; child !== 0; child = sibling[child] as number) {
      const at = row + (entry[child] as number);
      const suffix = Math.abs(automaton.table[at] as number);
      const inherited = ends[stateOf[suffix / width] as number];
      if (inherited !== undefined) ends[child] = [...(ends[child] ?? []), ...inherited];
      const next = addRow(child, suffix);
      automaton.table[at] = ends[child] === undefined ? next : -next;
    }
  };

  const automaton: Automaton = {
    classes,
    start: width,
    table: new Int32Array((firstRows + 1) * width),
    fill,
    outputsOf: (row) => ends[stateOf[row / width] as number] ?? [],
  };
  return automaton;
}

/** Calls `found` with each literal that ends in the text, in order; a literal may come more than once. */
export function scanText(automaton: Automaton, text: string, found: (literal: number) => void): void {
  const { classes, start } = automaton;
  let { table } = automaton;
  let row = start;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const at = row + (code < 128 ? (classes[code] as number) : 0);
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
  return { firstChild, sibling, entry, ends };
}
