import type { Finding } from '../finding.js';
import { patternsOf } from '../match/placed-patterns.js';
import type { RuntimeRules } from '../schema.js';
import type { RuleFile } from '../yaml/load.js';

/** What a pattern must not contain: it is data of one log, not a word of the program. */
const data: readonly (readonly [RegExp, string])[] = [
  [/\b\d{1,3}(?:\\?\.\d{1,3}){3}\b/, 'an address'],
  [/(?:^|[^\w\\.])\\?\/(?:home|root|data|mnt|workspace|models?|opt|usr|app|srv|tmp|var|content|kaggle|code|src)\\?\/\w/, 'an absolute path'],
  [/\b(?:qwen|llama|mistral|mixtral|gemma|deepseek|falcon|phi-?\d|gpt-?[2-9]|opt-\d|bloom)[\w.-]*\d/i, 'the name of a model'],
  [
    /\b(?:(?:distil|ro|de)?berta?-(?:base|large|small)|resnet-?\d|yolov?\d|whisper-(?:tiny|base|small|medium|large)|(?:flan-)?t5-(?:small|base|large|x+l)|minilm|bge-|e5-(?:small|base|large)|sdxl|vit-[bl])/i,
    'the name of a model',
  ],
  [/\b(?:node|host|gpu-node|worker|pod|ip)-?\d{2,}/i, 'the name of a host'],
  [/\w\\?\.(?:internal|local|lan|corp|intra|svc|cluster)\b/i, 'the name of a host'],
];

/**
 * Numbers that are words: the end of a bar, statuses of HTTP and of a process that a signal ended, signals, percentiles, errors of sockets. A
 * short number inside a word (`float16`) is one too.
 */
const numberWords = new Set(
  ['100', '200 404 429 500 502 503 504', '130 132 133 134 135 136 137 139 143', '11 15', '50 90 95 99', '48 49 98 99 10048 10049'].flatMap((numbers) =>
    numbers.split(' '),
  ),
);
const numbers = /\d{4,}|(?<![\p{L}_\d.-])\d{2,3}(?![\p{L}_\d])/gu;

/** Patterns whose words look like the data of one log (`rules:overfit`): they would read that log and no other. */
export function lintOverfit(file: RuleFile<RuntimeRules>): Finding[] {
  return patternsOf(file.rule).flatMap(({ pattern, path }) => {
    const found = dataIn(literalsOf(pattern));
    return found === null
      ? []
      : [{ severity: 'warning' as const, reason: `\`${pattern}\` holds ${found}; capture what varies from log to log`, place: file.place(path) }];
  });
}

/** What of one log these words hold; null where nothing. */
function dataIn(words: string): string | null {
  const found = data.find(([form]) => form.test(words));
  if (found !== undefined) return found[1];
  const number = [...words.matchAll(numbers)].find(([digits]) => !numberWords.has(digits));
  if (number === undefined) return null;
  return number[0].length > 3 ? 'a long run of digits' : `the number ${number[0]}`;
}

/** A pattern without what stands for other text: counts, classes, escapes, names of groups. */
function literalsOf(pattern: string): string {
  return pattern
    .replace(/\\x[\da-f]{2}|\\u\{?[\da-f]{1,6}\}?/gi, ' ')
    .replace(/\\[dDwWsSbB]/g, ' ')
    .replace(/\\[pP]\{[^}]*\}/g, ' ')
    .replace(/\{\d+(?:,\d*)?\}/g, '')
    .replace(/\[(?:\\.|[^\]\\])*\]/g, ' ')
    .replace(/\(\?(?:<\w+>|<?[=!]|:)/g, '(');
}
