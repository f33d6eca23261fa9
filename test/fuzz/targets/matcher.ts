import { strict as assert } from 'node:assert';
import { builtinRules } from '../../../src/rules/builtin.js';
import { createMatcher } from '../../../src/rules/match/matcher.js';
import { listOf } from '../../../src/rules/one-or-more.js';
import { compilePattern } from '../../../src/rules/pattern.js';
import { record } from '../../rules/given.js';
import { lines, ruleLines } from '../inputs/corpus.js';
import { mutated } from '../inputs/mutate.js';
import type { Target } from '../target.js';

/** Figures that a log may well give as negative. */
const signed = new Set(['value', 'delta', 'exitCode', 'signal']);

const matcher = createMatcher(builtinRules);
const detectors = builtinRules.runtimes.map(({ runtime, detect }) => ({ runtime, patterns: detect.map(compilePattern) }));
const bySignal = new Map(
  builtinRules.runtimes.flatMap(({ signals }) => signals.map((signal) => [signal.id, listOf(signal.pattern).map(compilePattern)] as const)),
);

/** What the matcher finds is what each pattern by itself finds, and its figures are sound. */
export const matcherTarget: Target = {
  name: 'matcher',
  holds:
    'The matcher finds the runtimes that each pattern by itself finds, every signal’s own pattern matches, and figures are finite and no duration negative.',
  share: 20,
  trial: (chance) => {
    const text = mutated(chance.pick(chance.oneIn(3) ? lines : ruleLines), chance);
    const isThorough = chance.oneIn(20);
    return {
      input: text,
      check: () => {
        const read = record(text);
        const signals = matcher.match(read);
        for (const { id, facts } of signals) {
          assert.ok(
            bySignal.get(id)?.some((pattern) => pattern.test(text)),
            `${id} does not match by itself`,
          );
          for (const [name, fact] of Object.entries(facts)) {
            if (typeof fact !== 'number') continue;
            assert.ok(Number.isFinite(fact), `${id}: ${name} is ${fact}`);
            assert.ok(fact >= 0 || signed.has(name), `${id}: ${name} is ${fact}`);
          }
        }
        if (!isThorough) return;
        const alone = detectors.filter(({ patterns }) => patterns.some((pattern) => pattern.test(text))).map(({ runtime }) => runtime);
        assert.deepEqual([...matcher.detects(read)].sort(), alone.sort());
      },
    };
  },
};
