/**
 * How seldom a literal stands in logs of servers, in bits, roughly: the sum of its characters' information, of which little is left where they belong to words
 * that such logs repeat. Only the order of two figures means anything.
 */
export function rarity(literal: string): number {
  const weights = new Array<number>(literal.length).fill(1);
  discount(literal, weights, commonWords, 0.3);
  discount(literal, weights, joiningWords, 0.1);
  let bits = 0;
  for (let index = 0; index < literal.length; index++) bits += (information.get(literal.charAt(index)) ?? 6) * (weights[index] as number);
  return bits;
}

function discount(literal: string, weights: number[], words: readonly string[], weight: number): void {
  for (const word of words) {
    for (let at = literal.indexOf(word); at !== -1; at = literal.indexOf(word, at + 1)) {
      for (let index = at; index < at + word.length; index++) weights[index] = Math.min(weight, weights[index] as number);
    }
  }
}

const groups: readonly (readonly [string, number])[] = [
  [' 0123456789', 3],
  ['etaoinsr.:-', 4],
  ['lhdcumpf/,', 5],
  ['gwybv_=[]()', 6],
  ['kxjqz', 8],
];
const information = new Map(groups.flatMap(([characters, bits]) => [...characters].map((character) => [character, bits] as const)));

const words = (list: string) => list.split('|');

/** Words that logs of any server repeat line after line. */
const commonWords = words(
  'info|error|warning|debug|http|request|model|engine|worker|server|load|loading|started|starting|seconds|time|took|python|cuda|gpu|token|throughput|cache|memory|running|usage|' +
    'complete|completed|total|version|.py|tokens/s|chat|completions|/v1/|generat|prompt|avg|init|shard|checkpoint|success|weights|file|device|context|using|ready|safetensors|read',
);

const joiningWords = words(' to |to | in |in |and | for |for | from | with | is | of | the | on | at | a ');
