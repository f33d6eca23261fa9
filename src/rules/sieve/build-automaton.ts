import { listsOf, type Numbers, numbersOf } from '../compiled/lists.js';
import { type Automaton, letterCount, letterOf } from './automaton.js';

/** A state while the automaton is built: the text read so far ends with a beginning of literals, `depth` letters of them. */
type State = {
  readonly depth: number;
  readonly children: Map<number, State>;
  /** The state of the longest proper suffix. */
  suffix: State | null;
  /** Where letters lead that the last two letters alone do not tell. */
  row: ReadonlyMap<number, State>;
  outputs: readonly number[];
  number: number;
};

/** Makes the automaton of lower-case literals of printable ASCII, each once; an output is a literal's index in the list. */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const root = createState(0);
  literals.forEach((literal, index) => {
    end(root, literal).outputs = [index];
  });
  const states = linked(root);
  const final = states.filter((state) => state.outputs.length > 0);
  const quiet = states.filter((state) => state.outputs.length === 0);
  [...quiet, ...final].forEach((state, number) => {
    state.number = number;
  });
  const cells = placeRows(states);
  return {
    pairs: numbersOf(pairsOf(root)),
    bases: numbersOf([...quiet, ...final].map((state) => cells.baseOf(state))),
    owners: numbersOf(cells.owners),
    nexts: numbersOf(cells.nexts),
    firstFinal: quiet.length,
    outputs: listsOf(final.map(({ outputs }) => outputs)),
  };
}

function createState(depth: number): State {
  return { depth, children: new Map(), suffix: null, row: new Map(), outputs: [], number: 0 };
}

function end(root: State, literal: string): State {
  let state = root;
  for (let index = 0; index < literal.length; index++) {
    const letter = letterOf(literal.charCodeAt(index));
    const next = state.children.get(letter) ?? createState(state.depth + 1);
    state.children.set(letter, next);
    state = next;
  }
  return state;
}

/** All states, the shallow ones first, with suffixes, rows and the literals that end in their suffixes. */
function linked(root: State): State[] {
  const states = [root];
  for (const state of states) {
    const { suffix } = state;
    if (suffix !== null) state.outputs = [...state.outputs, ...suffix.outputs];
    const deep = [...state.children].filter(([, child]) => child.depth > 2);
    state.row = deep.length === 0 ? (suffix?.row ?? new Map()) : new Map([...(suffix?.row ?? []), ...deep]);
    for (const [letter, child] of state.children) {
      child.suffix = behind(suffix, letter) ?? root;
      states.push(child);
    }
  }
  return states;
}

/** The state behind a letter, from a state or the longest of its suffixes that has one. */
function behind(from: State | null, letter: number): State | null {
  for (let state = from; state !== null; state = state.suffix) {
    const next = state.children.get(letter);
    if (next !== undefined) return next;
  }
  return null;
}

function pairsOf(root: State): number[] {
  const pairs: number[] = [];
  for (let first = 0; first < letterCount; first++) {
    const state = root.children.get(first) ?? root;
    for (let second = 0; second < letterCount; second++) pairs.push(behind(state, second)?.number ?? 0);
  }
  return pairs;
}

type Cells = { readonly owners: Numbers; readonly nexts: Numbers; baseOf(state: State): number };

/** Lays the rows into cells so that no two want the same one, the long ones first; each row once, with a base of its own. */
function placeRows(states: readonly State[]): Cells {
  const keys = new Map<State['row'], string>();
  const rows = new Map<string, State['row']>();
  for (const { row } of states) {
    if (keys.has(row)) continue;
    const key = [...row].map(([letter, next]) => letter * states.length + next.number).join();
    keys.set(row, key);
    rows.set(key, row);
  }
  const room = letterCount * (rows.size + 2);
  const owners = new Uint32Array(room);
  const nexts = new Uint32Array(room);
  const bases = new Map<string, number>();
  const isBase = new Uint8Array(room);
  let start = 1;
  let size = 0;
  let used = 0;
  for (const [key, row] of [...rows].sort(([, left], [, right]) => right.size - left.size)) {
    // Shorter rows fit into holes that the longer ones left; rows of one length go on where the last of them found room.
    if (row.size !== size) start = 1;
    size = row.size;
    const letters = [...row.keys()];
    // A row without cells gets a base behind all others, where none belongs to anything.
    while (isBase[start] === 1 || (size === 0 ? start <= used : !isFree(owners, start, letters))) start++;
    for (const [letter, next] of row) {
      owners[start + letter] = start;
      nexts[start + letter] = next.number;
      used = Math.max(used, start + letter);
    }
    isBase[start] = 1;
    bases.set(key, start);
  }
  const end = used + 1 + letterCount;
  return {
    owners: numbersOf(owners.subarray(0, end)),
    nexts: numbersOf(nexts.subarray(0, end)),
    baseOf: ({ row }) => bases.get(keys.get(row) as string) as number,
  };
}

function isFree(owners: Uint32Array, start: number, letters: readonly number[]): boolean {
  for (const letter of letters) if (owners[start + letter] !== 0) return false;
  return true;
}
