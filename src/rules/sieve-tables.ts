import { buildAutomaton } from './build-automaton.js';
import { listsOf, numbersOf } from './lists.js';
import type { Prefilter, SieveTables } from './set.js';

/** The tables of a prefilter. */
export function sieveTables({ literals, sets, asked }: Prefilter): SieveTables {
  const asking = sets.map((): number[] => []);
  asked.forEach((wanted, pattern) => {
    for (const set of wanted) asking[set]?.push(pattern);
  });
  const setsOf = literals.map((): number[] => []);
  sets.forEach((members, set) => {
    for (const literal of members) setsOf[literal]?.push(set);
  });
  return { automaton: buildAutomaton(literals), setsOf: listsOf(setsOf), asking: listsOf(asking), sizes: numbersOf(asked.map((wanted) => wanted.length)) };
}
