/**
 * How seldom a literal stands in logs of servers, in bits, roughly: the sum of its characters' information, less what
 * words cost that nearly every such log repeats. Only the order of two figures means anything.
 */
export function rarity(literal: string): number {
  let bits = 0;
  for (const character of literal) bits += informationOf(character);
  for (const word of commonWords) if (literal.includes(word)) bits -= informationIn(word) * 0.7;
  return Math.max(0.5, bits);
}

const groups: readonly (readonly [string, number])[] = [
  [' 0123456789', 3],
  ['etaoinsr.:-', 4],
  ['lhdcumpf/,', 5],
  ['gwybv_=[]()', 6],
  ['kxjqz', 8],
];
const information = new Map(groups.flatMap(([characters, bits]) => [...characters].map((character) => [character, bits] as const)));

/** Words that logs of any server repeat line after line: as a literal they would make a candidate of each. */
const commonWords = [
  'info',
  'error',
  'warning',
  'debug',
  'http',
  'request',
  'model',
  'engine',
  'worker',
  'server',
  'loading',
  'started',
  'seconds',
  'time',
  'took',
  'python',
  'cuda',
  'gpu',
  'token',
  'throughput',
  'cache',
  'memory',
  'running',
  'usage',
  'completed',
  'total',
  'version',
  '.py',
  'tokens/s',
  'chat',
  'completions',
  '/v1/',
  'generat',
  'prompt',
  'avg',
  'load',
  'init',
  'shard',
  'checkpoint',
  'success',
  ' from ',
  'weights',
];

function informationOf(character: string): number {
  return information.get(character) ?? 6;
}

function informationIn(word: string): number {
  let bits = 0;
  for (const character of word) bits += informationOf(character);
  return bits;
}
