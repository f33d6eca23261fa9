import { shareFromSeconds } from './truth/catalogue.js';

/**
 * How such logs are read without coldcase, for the same table: a list of keywords, and a parser that keeps the last figure of each step.
 * Both are as good as an afternoon makes them, and neither was fitted to the lab.
 */

const keywords: readonly (readonly [RegExp, string])[] = [
  [/out of memory|oom[- ]?kill|bad_alloc|heap limit/i, 'oom-host'],
  [/timed? ?out|timeout/i, 'startup-timeout'],
  [/download/i, 'weights-download'],
  [/hub\b.*(?:timed out|retry)|HEAD .*timed out/i, 'hub-online-check'],
  [/slow (?:python )?tokenizer/i, 'tokenizer-slow-implementation'],
  [/falling back to cpu|using cpu|running on cpu/i, 'provider-fallback'],
  [/(?:no|skip\w*|disabled?) warm-?up|warm-?up (?:is )?(?:disabled|skipped)/i, 'warmup-missing'],
  [/(?:failed|error) .*warm-?up|warm-?up .*(?:failed|error)/i, 'warmup-failed'],
  [/compil|\bjit\b/i, 'compile-at-startup'],
  [/optimi[sz](?:ing|ed|ation).*graph|graph.*optimi[sz]/i, 'graph-optimization-at-load'],
  [/unload|evict/i, 'model-evicted'],
  [/EADDRINUSE|ENOENT|Traceback|Error: /, 'start-failed'],
  [/buffer pool|memory pool|allocated \d+ ?MB/i, 'allocation-in-request'],
  [/\bdied\b|killed|SIGKILL/i, 'startup-timeout'],
  [/import|modules loaded/i, 'import-slow'],
];

/** `grep -E` with a list of words. */
export function byKeywords(log: string): Set<string> {
  return new Set(keywords.flatMap(([pattern, cause]) => (pattern.test(log) ? [cause] : [])));
}

const steps: readonly { readonly name: RegExp; readonly startup: readonly [string, number]; readonly request: string | null }[] = [
  { name: /token|vocab/i, startup: ['tokenizer-load-slow', 0.025], request: 'tokenizer-in-request' },
  { name: /model|weights|session/i, startup: ['weights-load-slow', shareFromSeconds], request: 'model-load-in-request' },
  { name: /warm/i, startup: ['warmup-slow', 1], request: null },
  { name: /compil|jit/i, startup: ['compile-at-startup', 0.5], request: 'compile-in-request' },
  { name: /download/i, startup: ['weights-download', 0.5], request: null },
  { name: /import|modules/i, startup: ['import-slow', 0.25], request: null },
];

/** A parser of `NAME … TIME` lines that keeps the last time of each step, and whether it came after the ready line. */
export function byLastLine(log: string): Set<string> {
  const last = new Map<(typeof steps)[number], { readonly seconds: number; readonly isServing: boolean }>();
  let isServing = false;
  for (const line of log.split('\n')) {
    isServing ||= /\bready\b|listening/i.test(line);
    const seconds = secondsIn(line);
    const step = seconds === null ? undefined : steps.find(({ name }) => name.test(line));
    if (step !== undefined && seconds !== null) last.set(step, { seconds, isServing });
  }
  const found = new Set<string>();
  for (const [step, { seconds, isServing }] of last) {
    const [cause, limit] = step.startup;
    if (isServing && step.request !== null) found.add(step.request);
    if (!isServing && seconds >= limit) found.add(cause);
  }
  return found;
}

function secondsIn(line: string): number | null {
  const found = /(?<value>\d+(?:\.\d+)?) ?(?<unit>ms|s)\b|\\?"durationMs\\?":(?<milliseconds>\d+)/.exec(line)?.groups;
  if (found === undefined) return null;
  const value = Number(found.value ?? found.milliseconds);
  return found.unit === 's' ? value : value / 1000;
}
