import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtinRules } from '../../../src/rules/builtin.js';
import { scanBytes } from '../../../src/rules/sieve/automaton.js';
import { buildAutomaton } from '../../../src/rules/sieve/build-automaton.js';
import { foldLiteral, foldText } from '../../../src/rules/sieve/wide.js';

const literal = fc.stringMatching(/^[ab c]{1,5}$/);
const text = fc.oneof(fc.stringMatching(/^[aAbBcC x\n]{0,60}$/), fc.string());

function found(literals: readonly string[], bytes: Buffer): Set<string> {
  const seen = new Set<string>();
  scanBytes(buildAutomaton(literals), bytes, 0, bytes.length, (index) => seen.add(literals[index] as string));
  return seen;
}

describe('the automaton', () => {
  it('finds in bytes the literals that stand in them, whatever their case, and no others', () => {
    fc.assert(
      fc.property(fc.uniqueArray(literal, { minLength: 1, maxLength: 12 }), text, (literals, line) => {
        expect(found(literals, Buffer.from(line))).toEqual(new Set(literals.filter((one) => lower(line).includes(one))));
      }),
    );
  });

  it('finds the same in the built-in literals as a search for each of them', () => {
    const { literals } = builtinRules.prefilter;
    const folded = [...new Set(literals.map(foldLiteral))];
    const words = fc.array(
      fc.oneof(
        fc.constantFrom(...literals),
        fc.constantFrom(...literals).map((one) => one.slice(1, 7).toUpperCase()),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(words, (pieces) => {
        const line = pieces.join('');
        const bytes = Buffer.from(line);
        const seen = new Set<string>();
        scanBytes(builtinRules.index.tables.automaton, bytes, 0, bytes.length, (index) => seen.add(folded[index] as string));
        expect(new Set([...seen].filter(isAscii))).toEqual(new Set(folded.filter((one) => isAscii(one) && lower(line).includes(one))));
      }),
    );
  });

  it('finds literals past ASCII in texts by their low bytes, Cyrillic whatever its case', () => {
    const literals = ['模型', 'модель'].map(foldLiteral);
    const inText = (line: string): Set<string> => found(literals, Buffer.from(foldText(line), 'latin1'));
    expect(inText('正在加载模型')).toContain(foldLiteral('模型'));
    expect(inText('МОДЕЛЬ загружена')).toContain(foldLiteral('модель'));
    expect(inText('loading the model').size).toBe(0);
  });

  it('without literals finds nothing', () => {
    expect(found([], Buffer.from('abc')).size).toBe(0);
  });
});

const isAscii = (text: string): boolean => /^[\x20-\x7e]+$/.test(text);

/** ASCII only, as the automaton folds. */
function lower(line: string): string {
  return line.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
