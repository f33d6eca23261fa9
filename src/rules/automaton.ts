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
  const order = linkFailures(trie, width);
  return renumber(trie, order, classes, width);
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

type Trie = { readonly next: Int32Array; readonly size: number; readonly ends: (number[] | undefined)[] };

function buildTrie(literals: readonly string[], classes: Uint8Array, width: number): Trie {
  let most = 1;
  for (const literal of literals) most += literal.length;
  const next = new Int32Array(most * width);
  const ends: (number[] | undefined)[] = [];
  let size = 1;
  literals.forEach((literal, output) => {
    let state = 0;
    for (let index = 0; index < literal.length; index++) {
      const slot = state * width + (classes[literal.charCodeAt(index)] as number);
      if (next[slot] === 0) next[slot] = size++;
      state = next[slot] as number;
    }
    const outputs = ends[state];
    if (outputs === undefined) ends[state] = [output];
    else outputs.push(output);
  });
  return { next, size, ends };
}

/** Fills the missing transitions by the failure links, breadth first; gives the states in that order. */
function linkFailures({ next, size, ends }: Trie, width: number): Int32Array {
  const order = new Int32Array(size);
  const failures = new Int32Array(size);
  let filled = 1;
  for (let at = 0; at < filled; at++) {
    const state = order[at] as number;
    const row = state * width;
    const failureRow = (failures[state] as number) * width;
    for (let slot = 0; slot < width; slot++) {
      const child = next[row + slot] as number;
      const fallback = state === 0 ? 0 : (next[failureRow + slot] as number);
      if (child === 0) {
        next[row + slot] = fallback;
        continue;
      }
      failures[child] = fallback;
      order[filled++] = child;
      const inherited = ends[fallback];
      if (inherited !== undefined) ends[child] = [...(ends[child] ?? []), ...inherited];
    }
  }
  return order;
}

/** Moves accepting states to the end, so that one comparison tells them. */
function renumber(trie: Trie, order: Int32Array, classes: Uint8Array, width: number): Automaton {
  const numbers = new Int32Array(trie.size);
  const outputs: (readonly number[])[] = [];
  let quiet = 0;
  for (const state of order) if (trie.ends[state] === undefined) numbers[state] = quiet++ * width;
  const firstAccepting = quiet * width;
  for (const state of order) {
    const ends = trie.ends[state];
    if (ends === undefined) continue;
    numbers[state] = firstAccepting + outputs.length * width;
    outputs.push(ends);
  }
  const next = new Int32Array(trie.size * width);
  for (let state = 0; state < trie.size; state++) {
    const to = numbers[state] as number;
    const from = state * width;
    for (let slot = 0; slot < width; slot++) next[to + slot] = numbers[trie.next[from + slot] as number] as number;
  }
  return { classes, next, width, firstAccepting, outputs };
}
