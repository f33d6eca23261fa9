import { strict as assert } from 'node:assert';
import { builtinRules } from '../../../src/rules/builtin.js';
import { patternAt, placeAt } from '../../../src/rules/match/place.js';
import { compilePattern } from '../../../src/rules/pattern.js';
import { createSieve } from '../../../src/rules/sieve/sieve.js';
import { ruleLines } from '../inputs/corpus.js';
import { mutated } from '../inputs/mutate.js';
import type { Target } from '../target.js';

const { runtimes, index } = builtinRules;
const sieve = createSieve(index.tables);
const searched = Array.from(index.tables.sizes)
  .map((size, number) => ({ size, number }))
  .filter(({ size }) => size !== 0)
  .map(({ number }) => ({ number, pattern: compilePattern(patternAt(runtimes, placeAt(index.places, number))) }));

const isWide = /[^\u0000-\u00ff]/;
const wideLines = ruleLines.filter((line) => isWide.test(line));
const words = [
  '加载模型',
  '耗时',
  '秒',
  'ЗАГРУЗКА',
  'загрузка',
  'Модель',
  'ΦΌΡΤΩΣΗ',
  'ς',
  '👩‍👩‍👧',
  'ﷺ',
  'İ',
  'ǅ',
  'Ⅷ',
  'ＬＯＡＤ',
  '\ud83d',
  'Ѐ',
  'Ж',
  'ж',
  'ŁOAD',
];

/** The sieve over texts past Latin-1 against each pattern by itself. */
export const wideTarget: Target = {
  name: 'wide',
  holds: 'Of lines in Chinese, Japanese, Korean, Cyrillic, Greek and emoji, in any case, the sieve lets through every pattern that matches.',
  share: 2,
  trial: (chance) => {
    const line = chance.pick(chance.oneIn(3) ? ruleLines : wideLines);
    const cased = chance.pick<(text: string) => string>([(text) => text, (text) => text.toUpperCase(), (text) => text.toLowerCase()])(line);
    const at = chance.below(cased.length + 1);
    const spliced = chance.oneIn(2) ? cased : cased.slice(0, at) + chance.pick(words) + cased.slice(at);
    const text = (chance.oneIn(3) ? mutated(spliced, chance, 2) : spliced).slice(0, 2000);
    return {
      input: text,
      check: () => {
        const passed = new Set(sieve.ofText(text));
        const missed = searched.filter(({ number, pattern }) => !passed.has(number) && pattern.test(text));
        assert.deepEqual(
          missed.map(({ pattern }) => String(pattern)),
          [],
          'patterns that the sieve holds back',
        );
      },
    };
  },
};
