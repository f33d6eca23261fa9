import type { Prefilter, SieveTables } from './set.js';

/** The tables of a prefilter, without the literals that no pattern asks for. */
export function sieveTables({ literals, sets, asked }: Prefilter): SieveTables {
  const asking = sets.map((): number[] => []);
  asked.forEach((wanted, pattern) => {
    for (const set of wanted) asking[set]?.push(pattern);
  });
  const setsOf = literals.map((): number[] => []);
  sets.forEach((members, set) => {
    if (asking[set]?.length === 0) return;
    for (const literal of members) setsOf[literal]?.push(set);
  });
  const isUsed = (_: unknown, literal: number): boolean => setsOf[literal]?.length !== 0;
  return { literals: literals.filter(isUsed), setsOf: setsOf.filter(isUsed), asking, sizes: asked.map((wanted) => wanted.length) };
}
