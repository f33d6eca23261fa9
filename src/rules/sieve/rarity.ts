/**
 * How seldom each character of a text stands in logs of servers, in bits, roughly: its information, of which little is left where it belongs to a word that
 * such logs repeat. Only the order of two sums means anything. (By character, so that a piece cut out of a frequent word is not taken for a rare one.)
 */
export function rarity(text: string): readonly number[] {
  const weights = new Array<number>(text.length).fill(1);
  discount(text, weights, commonWords, 0.3);
  discount(text, weights, joiningWords, 0.1);
  return weights.map((weight, index) => weight * (information.get(text.charAt(index)) ?? 6));
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
  'get |post |put |delete |info|error|warning|debug|http|request|model|engine|worker|server|load|loading|started|starting|seconds|time|took|python|cuda|gpu|token|throughput|cache|memory|running|usage|' +
    'complete|completed|total|version|.py|tokens/s|chat|completions|/v1/|generation|generat|prompt|avg|init|shard|checkpoint|success|weights|file|device|context|using|ready|safetensors|read|configuration|configured|production|provided|available|function|service',
);

const joiningWords = words(' to |to | in |in |and | for |for | from | with | is | of | the | on | at | a ');
