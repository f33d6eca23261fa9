import { listsOf, numbersOf } from '../compiled/lists.js';
import type { Prefilter, SieveTables } from '../set.js';
import { buildAutomaton } from './build-automaton.js';
import { foldLiteral } from './wide.js';

/** The tables of a prefilter; literals that the sieve cannot tell apart are one. */
export function sieveTables({ literals, sets, asked }: Prefilter): SieveTables {
  const asking = sets.map((): number[] => []);
  asked.forEach((wanted, pattern) => {
    for (const set of wanted) asking[set]?.push(pattern);
  });
  const folded = literals.map(foldLiteral);
  const setsOf = new Map<string, number[]>(folded.map((literal) => [literal, []]));
  sets.forEach((members, set) => {
    for (const literal of new Set(members.map((member) => folded[member] as string))) setsOf.get(literal)?.push(set);
  });
  return {
    automaton: buildAutomaton([...setsOf.keys()]),
    setsOf: listsOf([...setsOf.values()]),
    asking: listsOf(asking),
    sizes: numbersOf(asked.map((wanted) => wanted.length)),
  };
}
