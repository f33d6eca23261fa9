import type { Finding } from './finding.js';
import type { RuleFile } from './load.js';
import { patternsOf } from './placed-patterns.js';
import type { RuntimeRules } from './schema.js';

/** What a pattern must not contain: it is data of one log, not a word of the program. */
const data: readonly (readonly [RegExp, string])[] = [
  [/\d{4,}/, 'a long run of digits'],
  [/\b\d{1,3}(?:\\?\.\d{1,3}){3}\b/, 'an address'],
  [/(?:^|[^\w\\.])\/(?:home|root|data|mnt|workspace|models?|opt|usr|app)\/\w/, 'an absolute path'],
  [/\b(?:qwen|llama|mistral|mixtral|gemma|deepseek|falcon|phi-?\d|gpt-?[2-9]|opt-\d|bloom)[\w.-]*\d/i, 'the name of a model'],
  [/\b(?:node|host|gpu-node|ip)-?\d{2,}/i, 'the name of a host'],
];

/** Patterns whose words look like the data of one log (`rules:overfit`): they would read that log and no other. */
export function lintOverfit(file: RuleFile<RuntimeRules>): Finding[] {
  return patternsOf(file.rule).flatMap(({ pattern, path }) => {
    const words = pattern.replace(/\{\d+,?\d*\}/g, '').replace(/\[[^\]]*\]/g, '');
    const found = data.find(([form]) => form.test(words));
    return found === undefined
      ? []
      : [{ severity: 'warning' as const, reason: `\`${pattern}\` holds ${found[1]}; capture what varies from log to log`, place: file.place(path) }];
  });
}
