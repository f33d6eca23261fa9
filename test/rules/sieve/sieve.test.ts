import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtinRules } from '../../../src/rules/builtin.js';
import { patternAt, placeAt } from '../../../src/rules/match/place.js';
import { compilePattern } from '../../../src/rules/pattern.js';
import type { RuleSet } from '../../../src/rules/set.js';
import { createSieve } from '../../../src/rules/sieve/sieve.js';
import { rulesFrom, signal } from '../given.js';

const word = fc.constantFrom('load', 'loading', 'weights', 'ready', 'in', 'shard 1', 'WARM', 'er', 'abc', 'bcd', 'cde');
const piece = fc.oneof(
  word,
  fc.constantFrom('\\d+', '[^x]{0,9}', '(?:s|ms)', '\\b', '.?'),
  fc.tuple(word, word).map(([left, right]) => `(?:${left}|${right})`),
  word.map((one) => `(?:${one})?`),
);
const pattern = fc
  .tuple(fc.boolean(), fc.constantFrom('load', 'weights', 'ready', 'abc', 'WARM'), fc.array(piece, { maxLength: 4 }))
  .map(([ignoresCase, first, pieces]) => (ignoresCase ? '(?i)' : '') + first + pieces.join(''));
const text = fc.array(fc.oneof(word, fc.constantFrom(' ', '7', 's', 'é', 'ŀ', 'Load')), { maxLength: 12 }).map((words) => words.join(''));

/** Patterns with literals that match the text, by number, tried one by one. */
function matching({ runtimes, index }: RuleSet, line: string): number[] {
  return Array.from(index.tables.sizes)
    .map((_, number) => number)
    .filter((number) => index.tables.sizes[number] !== 0 && compilePattern(patternAt(runtimes, placeAt(index.places, number))).test(line));
}

describe('the sieve', () => {
  it('lets through every pattern that matches, in text and in bytes', () => {
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 8 }), fc.array(text, { minLength: 1, maxLength: 5 }), (patterns, lines) => {
        const rules = rulesFrom(patterns.map((one, number) => signal(`s${number}`, one)).join(''));
        const sieve = createSieve(rules.index.tables);
        for (const line of lines) {
          const expected = matching(rules, line);
          expect(sieve.ofText(line)).toEqual(expect.arrayContaining(expected));
          const bytes = Buffer.from(line);
          if (expected.length > 0) expect(sieve.passes(bytes, 0, bytes.length)).toBe(true);
        }
      }),
    );
  });

  it('lets every built-in signal through in its own example', () => {
    const sieve = createSieve(builtinRules.index.tables);
    const examples = builtinRules.runtimes.flatMap(({ signals }) =>
      signals.flatMap((one) => one.examples.map((example) => (typeof example === 'string' ? example : example.line))),
    );
    for (const line of examples.filter((_, index) => index % 20 === 0))
      expect(sieve.ofText(line)).toEqual(expect.arrayContaining(matching(builtinRules, line)));
  });

  it('finds of the wanted patterns alone', () => {
    const rules = rulesFrom(signal('one', 'weights loaded') + signal('two', 'weights shared'));
    const sieve = createSieve(rules.index.tables, { watched: [false, true], sizes: [...rules.index.tables.sizes], triggers: [] });
    expect(sieve.ofText('weights loaded, weights shared')).toEqual([1]);
  });
});
