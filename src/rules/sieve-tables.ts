import type { Prefilter, SieveTables } from './set.js';
import { foldLiteral } from './wide.js';

/** The tables of a prefilter, without the literals that no pattern asks for; literals that the sieve cannot tell apart are one. */
export function sieveTables({ literals, sets, asked }: Prefilter): SieveTables {
  const asking = sets.map((): number[] => []);
  asked.forEach((wanted, pattern) => {
    for (const set of wanted) asking[set]?.push(pattern);
  });
  const setsOf = new Map<string, number[]>();
  sets.forEach((members, set) => {
    if (asking[set]?.length === 0) return;
    for (const folded of new Set(members.map((member) => foldLiteral(literals[member] as string)))) setsOf.set(folded, [...(setsOf.get(folded) ?? []), set]);
  });
  const sorted = [...setsOf].sort(([left], [right]) => (left < right ? -1 : 1));
  return { literals: sorted.map(([folded]) => folded), setsOf: sorted.map(([, list]) => list), asking, sizes: asked.map((wanted) => wanted.length) };
}
