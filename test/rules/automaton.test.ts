import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildAutomaton, scanBytes, scanText } from '../../src/rules/automaton.js';
import { foldLiteral } from '../../src/rules/wide.js';

const literal = fc.stringMatching(/^[ab c]{1,5}$/);
const text = fc.oneof(fc.stringMatching(/^[aAbBcC x\n]{0,60}$/), fc.string());

describe('the automaton', () => {
  it('finds in a text the literals that stand in it, whatever their case, and no others', () => {
    fc.assert(
      fc.property(fc.uniqueArray(literal, { minLength: 1, maxLength: 8 }), text, (words, line) => {
        const literals = [...words].sort();
        const automaton = buildAutomaton(literals);
        const expected = literals.filter((one) => lower(line).includes(one));
        const inText = new Set<number>();
        scanText(automaton, line, (index) => inText.add(index));
        expect([...inText].map((index) => literals[index]).sort()).toEqual([...expected].sort());
        const bytes = Buffer.from(line);
        const inBytes = new Set<number>();
        scanBytes(automaton, bytes, 0, bytes.length, (index) => inBytes.add(index));
        expect(inBytes).toEqual(inText);
      }),
    );
  });

  it('finds literals past ASCII in texts by their classes, Cyrillic whatever its case, and never in bytes', () => {
    const literals = ['模型', 'модель'].map(foldLiteral).sort();
    const automaton = buildAutomaton(literals);
    const found = (line: string): string[] => {
      const seen: string[] = [];
      scanText(automaton, line, (index) => seen.push(literals[index] as string));
      return seen;
    };
    expect(found('正在加载模型')).toContain(foldLiteral('模型'));
    expect(found('МОДЕЛЬ загружена')).toContain(foldLiteral('модель'));
    const bytes = Buffer.from('正在加载模型');
    scanBytes(automaton, bytes, 0, bytes.length, () => expect.unreachable());
  });

  it('without literals finds nothing', () => {
    const automaton = buildAutomaton([]);
    scanText(automaton, 'abc', () => expect.unreachable());
  });
});

/** ASCII only, as the automaton folds. */
function lower(line: string): string {
  return line.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
