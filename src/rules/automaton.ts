/**
 * Aho–Corasick over bytes, ASCII case folded, as one dense table over classes of bytes: the cost of a scan grows with
 * the text and hardly with the number of literals. Bytes that stand in no literal share one class, and so do all units
 * past ASCII, so that the same table reads UTF-8 bytes and JavaScript strings.
 */
export type Automaton = {
  /** Class of a byte. */
  readonly classes: Uint8Array;
  /** Next state by state and class; states are multiplied by `width` beforehand. */
  readonly next: Int32Array;
  readonly width: number;
  /** States from here on end at least one literal. */
  readonly firstAccepting: number;
  /** Literals (indexes) that end in an accepting state; index: (state - firstAccepting) / width. */
  readonly outputs: readonly (readonly number[])[];
};

/** Builds it for lower-case ASCII literals; an output is the literal's index in the list. */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const classes = classesOf(literals);
  const width = Math.max(...classes) + 1;
  const trie = buildTrie(literals, classes, width);
  const links = linkFailures(trie, width);
  return fillTable(trie, links, classes, width);
}

/** Calls `found` with each literal that ends in the text, in order; a literal may come more than once. */
export function scanText(automaton: Automaton, text: string, found: (literal: number) => void): void {
  const { classes, next, firstAccepting, width, outputs } = automaton;
  let state = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    state = next[state + (code < 128 ? (classes[code] as number) : 0)] as number;
    if (state < firstAccepting) continue;
    for (const literal of outputs[(state - firstAccepting) / width] as readonly number[]) found(literal);
  }
}

/** The same over bytes, from an offset to another. */
export function scanBytes(automaton: Automaton, bytes: Uint8Array, from: number, to: number, found: (literal: number) => void): void {
  const { classes, next, firstAccepting, width, outputs } = automaton;
  let state = 0;
  for (let index = from; index < to; index++) {
    state = next[state + (classes[bytes[index] as number] as number)] as number;
    if (state < firstAccepting) continue;
    for (const literal of outputs[(state - firstAccepting) / width] as readonly number[]) found(literal);
  }
}

/** Offset behind the first literal that ends at or after `from`, before `to`; -1 where there is none. The scan starts afresh at `from`. */
export function findInBytes(automaton: Automaton, bytes: Uint8Array, from: number, to: number): number {
  const { classes, next, firstAccepting } = automaton;
  let state = 0;
  for (let index = from; index < to; index++) {
    state = next[state + (classes[bytes[index] as number] as number)] as number;
    if (state >= firstAccepting) return index + 1;
  }
  return -1;
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

/** Children of each state as a linked list, beside a sparse table to find one by its class. */
type Trie = {
  readonly children: Int32Array;
  readonly firstChild: Int32Array;
  readonly sibling: Int32Array;
  /** Class by which a state is entered. */
  readonly entry: Uint8Array;
  readonly size: number;
  readonly ends: (readonly number[] | undefined)[];
};

function buildTrie(literals: readonly string[], classes: Uint8Array, width: number): Trie {
  let most = 1;
  for (const literal of literals) most += literal.length;
  const children = new Int32Array(most * width);
  const firstChild = new Int32Array(most);
  const sibling = new Int32Array(most);
  const entry = new Uint8Array(most);
  const ends: (readonly number[] | undefined)[] = new Array(most).fill(undefined);
  let size = 1;
  for (let output = 0; output < literals.length; output++) {
    const literal = literals[output] as string;
    let state = 0;
    for (let index = 0; index < literal.length; index++) {
      const entered = classes[literal.charCodeAt(index)] as number;
      let child = children[state * width + entered] as number;
      if (child === 0) {
        child = size++;
        children[state * width + entered] = child;
        entry[child] = entered;
        sibling[child] = firstChild[state] as number;
        firstChild[state] = child;
      }
      state = child;
    }
    ends[state] = [...(ends[state] ?? []), output];
  }
  return { children, firstChild, sibling, entry, size, ends };
}

/** States breadth first, and of each the longest proper suffix that is a state too. */
type Links = { readonly order: Int32Array; readonly failures: Int32Array };

function linkFailures({ children, firstChild, sibling, entry, size, ends }: Trie, width: number): Links {
  const order = new Int32Array(size);
  const failures = new Int32Array(size);
  let filled = 1;
  for (let at = 0; at < filled; at++) {
    const state = order[at] as number;
    for (let child = firstChild[state] as number; child !== 0; child = sibling[child] as number) {
      order[filled++] = child;
      const entered = entry[child] as number;
      let suffix = state;
      let failure = 0;
      while (suffix !== 0 && failure === 0) {
        suffix = failures[suffix] as number;
        failure = children[suffix * width + entered] as number;
      }
      failures[child] = failure;
      const inherited = ends[failure];
      if (inherited !== undefined) ends[child] = [...(ends[child] ?? []), ...inherited];
    }
  }
  return { order, failures };
}

/** Numbers the states, accepting ones last so that one comparison tells them, and fills their rows: a row is its failure's with its own children put in. */
function fillTable({ firstChild, sibling, entry, size, ends }: Trie, { order, failures }: Links, classes: Uint8Array, width: number): Automaton {
  const rows = new Int32Array(size);
  const outputs: (readonly number[])[] = [];
  let quiet = 0;
  for (const state of order) if (ends[state] === undefined) rows[state] = quiet++ * width;
  const firstAccepting = quiet * width;
  for (const state of order) {
    const literals = ends[state];
    if (literals === undefined) continue;
    rows[state] = firstAccepting + outputs.length * width;
    outputs.push(literals);
  }
  const next = new Int32Array(size * width);
  for (const state of order) {
    const row = rows[state] as number;
    const failure = rows[failures[state] as number] as number;
    if (state !== 0) next.copyWithin(row, failure, failure + width);
    for (let child = firstChild[state] as number; child !== 0; child = sibling[child] as number) next[row + (entry[child] as number)] = rows[child] as number;
  }
  return { classes, next, width, firstAccepting, outputs };
}
