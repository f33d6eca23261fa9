import type { SieveTables } from '../set.js';
import { scanBytes } from './automaton.js';
import { createSkipSearch, type SkipSearch } from './skip-search.js';
import { foldText } from './wide.js';

/** Tells for a text which patterns can match it: those of whose literal sets each has a literal in it. */
export type Sieve = {
  /** Indexes of the patterns, in no order. The list is reused by the next call. */
  ofText(text: string): readonly number[];
  /** Offset behind the first trigger from one offset to another; -1 where there is none. */
  findTrigger(bytes: Uint8Array, from: number, to: number): number;
  /** Whether any pattern can match a line of bytes. */
  passes(bytes: Uint8Array, from: number, to: number): boolean;
  /** Each line that passes holds one of these, in whatever case. */
  readonly triggers: readonly string[];
};

/** What of the patterns is looked for; `sizes`: how many sets each asks for here; `triggers`: literals of which every wanted line holds one. */
export type Wanted = { readonly watched: readonly boolean[]; readonly sizes: readonly number[]; readonly triggers: readonly string[] };

const firstRoom = 4096;

/** Builds it for the patterns of these tables, or those that are wanted of them; patterns without literals are never found. */
export function createSieve({ automaton, setsOf, asking, sizes }: SieveTables, wanted: Wanted | null = null): Sieve {
  const asked = wanted?.sizes ?? sizes;
  let search: SkipSearch | null = null;
  let room = Buffer.alloc(firstRoom);
  // Stamps instead of clearing: a text touches few of some thousand entries.
  let stamp = 0;
  const setSeen = new Uint32Array(asking.starts.length);
  const patternSeen = new Uint32Array(sizes.length);
  const counts = new Uint8Array(sizes.length);
  const passed: number[] = [];
  const begin = () => {
    stamp++;
    passed.length = 0;
  };
  const count = (pattern: number) => {
    if (patternSeen[pattern] !== stamp) {
      patternSeen[pattern] = stamp;
      counts[pattern] = 0;
    }
    const seen = (counts[pattern] as number) + 1;
    counts[pattern] = seen;
    if (seen === asked[pattern] && (wanted === null || wanted.watched[pattern] === true)) passed.push(pattern);
  };
  const note = (literal: number) => {
    const end = setsOf.starts[literal + 1] as number;
    for (let at = setsOf.starts[literal] as number; at < end; at++) {
      const set = setsOf.items[at] as number;
      if (setSeen[set] === stamp) continue;
      setSeen[set] = stamp;
      const last = asking.starts[set + 1] as number;
      for (let each = asking.starts[set] as number; each < last; each++) count(asking.items[each] as number);
    }
  };
  return {
    triggers: wanted?.triggers ?? [],
    ofText(text) {
      begin();
      if (text.length > room.length) room = Buffer.alloc(2 * text.length);
      // The low byte of each unit: a character past Latin-1 may look like another one, and a pattern is tried in vain.
      scanBytes(automaton, room, 0, room.write(foldText(text), 'latin1'), note);
      return passed;
    },
    findTrigger(bytes, from, to) {
      search ??= createSkipSearch(wanted?.triggers ?? []);
      return search.find(bytes, from, to);
    },
    passes(bytes, from, to) {
      begin();
      scanBytes(automaton, bytes, from, to, note);
      return passed.length > 0;
    },
  };
}
