import type { Positions } from './positions.js';

/** `parts`: the loops between which a text can be shared out in more and more ways. */
export type Ambiguity =
  | { readonly kind: 'none' }
  | { readonly kind: 'polynomial' | 'exponential'; readonly parts: readonly string[] }
  /** Too many states to tell. */
  | { readonly kind: 'unknown' };

/**
 * Whether a text can be read in more and more ways by an automaton: two loops that one word drives while it also leads from the first to the second
 * (time grows with the square of the text or worse), or a loop that one word can go round in two ways (exponentially). `none`: backtracking takes
 * linear time. The criteria are Weber's and Seidl's for the degree of ambiguity.
 */
export function ambiguityOf(positions: Positions): Ambiguity {
  const loops = loopsOf(positions);
  const budget = { left: 200_000 };
  const named = (states: readonly number[]) => [...new Set(states.map((state) => positions.parts[state] as string).filter((part) => part !== ''))];
  for (const start of loops.states)
    if (hasTwoWaysRound(positions, start, loops, budget)) return budget.left <= 0 ? { kind: 'unknown' } : { kind: 'exponential', parts: named([start]) };
  for (const start of loops.states) {
    for (const end of loops.states) {
      if (end === start || !isDrivenAlong(positions, start, end, loops, budget)) continue;
      return budget.left <= 0 ? { kind: 'unknown' } : { kind: 'polynomial', parts: named([start, end]) };
    }
  }
  return { kind: 'none' };
}

type Loops = { readonly states: readonly number[]; readonly reaches: readonly ReadonlySet<number>[] };
type Budget = { left: number };

/** States on a cycle, and what each state reaches. */
function loopsOf({ follow }: Positions): Loops {
  const reaches = follow.map((direct) => {
    const found = new Set<number>(direct);
    for (const state of found) for (const next of follow[state] as ReadonlySet<number>) found.add(next);
    return found;
  });
  return { reaches, states: [...follow.keys()].filter((state) => reaches[state]?.has(state)) };
}

/** Whether a word leads from `start` to itself, from `start` to `end` and from `end` to itself. */
function isDrivenAlong(positions: Positions, start: number, end: number, { reaches }: Loops, budget: Budget): boolean {
  const leads = (from: number, to: number) => from === to || reaches[from]?.has(to) === true;
  if (!leads(start, end)) return false;
  const size = positions.classes.length;
  const goal = (start * size + end) * size + end;
  const seen = new Set<number>();
  const open: [number, number, number][] = [[start, start, end]];
  for (let at = 0; at < open.length; at++) {
    const [first, middle, last] = open[at] as [number, number, number];
    for (const nextFirst of positions.follow[first] as ReadonlySet<number>) {
      if (!leads(nextFirst, start)) continue;
      const firstClass = positions.classes[nextFirst] as bigint;
      for (const nextLast of positions.follow[last] as ReadonlySet<number>) {
        const bothClass = firstClass & (positions.classes[nextLast] as bigint);
        if (bothClass === 0n || !leads(nextLast, end)) continue;
        for (const nextMiddle of positions.follow[middle] as ReadonlySet<number>) {
          if ((bothClass & (positions.classes[nextMiddle] as bigint)) === 0n || !leads(nextMiddle, end)) continue;
          const key = (nextFirst * size + nextMiddle) * size + nextLast;
          if (key === goal) return true;
          if (seen.has(key)) continue;
          seen.add(key);
          if (budget.left-- <= 0) return true;
          open.push([nextFirst, nextMiddle, nextLast]);
        }
      }
    }
  }
  return false;
}

/** Whether a word leads from `start` to itself in two different ways. */
function hasTwoWaysRound(positions: Positions, start: number, { reaches }: Loops, budget: Budget): boolean {
  const size = positions.classes.length;
  // Third number: whether the two ways have parted already.
  const open: [number, number, 0 | 1][] = [[start, start, 0]];
  const seen = new Set<number>();
  for (let at = 0; at < open.length; at++) {
    const [left, right, parted] = open[at] as [number, number, 0 | 1];
    for (const nextLeft of positions.follow[left] as ReadonlySet<number>) {
      if (nextLeft !== start && !reaches[nextLeft]?.has(start)) continue;
      for (const nextRight of positions.follow[right] as ReadonlySet<number>) {
        if (nextRight !== start && !reaches[nextRight]?.has(start)) continue;
        if (((positions.classes[nextLeft] as bigint) & (positions.classes[nextRight] as bigint)) === 0n) continue;
        const isParted = parted === 1 || nextLeft !== nextRight ? 1 : 0;
        if (isParted === 1 && nextLeft === start && nextRight === start) return true;
        const key = (nextLeft * size + nextRight) * 2 + isParted;
        if (seen.has(key)) continue;
        seen.add(key);
        if (budget.left-- <= 0) return true;
        open.push([nextLeft, nextRight, isParted]);
      }
    }
  }
  return false;
}
