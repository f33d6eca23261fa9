import { inAscii } from './ascii.js';
import type { RuntimeRules } from './schema.js';
import type { RuleSet } from './set.js';

/**
 * A rule set as lines of JSON, of which a start parses only what its log calls for: first the runtimes without their signals, the index of
 * patterns, the causes, the prefilter; then the signals of each runtime. All in ASCII, so that Latin-1 reads it.
 */
export function writeCompiled({ runtimes, index, causes, prefilter }: RuleSet): string {
  const heads = runtimes.map(({ signals: _, ...head }) => head);
  const lines = [heads, index, causes, prefilter, ...runtimes.map(({ signals }) => signals)].map((part) => JSON.stringify(part));
  return inAscii(`${lines.join('\n')}\n`);
}

/** The rule set that `writeCompiled` wrote. */
export function readCompiled(text: string): RuleSet {
  const [heads = '', index = '', causes = '', prefilter = '', ...signals] = text.split('\n');
  const causesOf = onDemand<RuleSet['causes']>(causes);
  const prefilterOf = onDemand<RuleSet['prefilter']>(prefilter);
  return {
    runtimes: JSON.parse(heads).map((head: Omit<RuntimeRules, 'signals'>, runtime: number) => withSignals(head, signals[runtime] ?? '')),
    index: JSON.parse(index),
    get causes() {
      return causesOf();
    },
    get prefilter() {
      return prefilterOf();
    },
  };
}

function withSignals(head: Omit<RuntimeRules, 'signals'>, json: string): RuntimeRules {
  const signalsOf = onDemand<RuntimeRules['signals']>(json);
  return {
    ...head,
    get signals() {
      return signalsOf();
    },
  };
}

function onDemand<T>(json: string): () => T {
  let value: T | undefined;
  return () => {
    value ??= JSON.parse(json) as T;
    return value;
  };
}
