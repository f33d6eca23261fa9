import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtinRules } from '../../src/rules/builtin.js';
import { listOf } from '../../src/rules/one-or-more.js';
import { compileForAscii, compilePattern, isAsciiText } from '../../src/rules/pattern.js';

const patterns = builtinRules.runtimes.flatMap(({ detect, signals }) => [
  ...detect,
  ...signals.flatMap(({ pattern, unless }) => [...listOf(pattern), ...listOf(unless)]),
]);
const logs = readdirSync('fixtures', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.(?:log|txt)$/.test(entry.name));
const lines = [
  ...builtinRules.runtimes.flatMap(({ signals }) => signals.flatMap(({ examples }) => examples.map((one) => (typeof one === 'string' ? one : one.line)))),
  ...logs.flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1').split('\n').slice(0, 4)),
]
  .filter(isAsciiText)
  // All of them take each pattern twenty seconds together, and show no more.
  .filter((_, index) => index % 4 === 0);

describe('a pattern compiled for texts of ASCII', () => {
  it('finds what it finds otherwise, in many built-in examples and lines of logs', () => {
    const text = lines.join('\n');
    for (const pattern of patterns) {
      const found = (regex: RegExp): unknown[] =>
        [...text.matchAll(new RegExp(regex, `${regex.flags}g`))].slice(0, 50).map(({ index, groups }) => [index, { ...groups }]);
      expect([pattern, found(compileForAscii(pattern))]).toEqual([pattern, found(compilePattern(pattern))]);
    }
  });

  it('finds what it finds otherwise, whatever characters stand in the pattern', () => {
    const piece = fc.oneof(
      fc.constantFrom('\\w', '\\W', '\\b', '[^a-z]', '[ſ-ÿ]', '[!-K]', 'ſ', 'K', 'µ', '😀?', '[😀x]', '\\S', '.', 'k', 's'),
      fc.constantFrom('i', 'S', 'K'),
    );
    const ascii = fc.stringMatching(/^[ -~\n]{0,12}$/);
    fc.assert(
      fc.property(fc.boolean(), fc.array(piece, { minLength: 1, maxLength: 4 }), ascii, (ignoresCase, pieces, text) => {
        const pattern = `${ignoresCase ? '(?i)' : ''}${pieces.join('')}`;
        fc.pre(isValid(pattern));
        expect(compileForAscii(pattern).exec(text)?.[0]).toBe(compilePattern(pattern).exec(text)?.[0]);
      }),
    );
  });
});

function isValid(pattern: string): boolean {
  try {
    compilePattern(pattern);
    return true;
  } catch {
    return false;
  }
}
