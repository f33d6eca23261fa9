import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildAutomaton, scanBytes, scanText } from '../../src/rules/automaton.js';

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

  it('without literals finds nothing', () => {
    const automaton = buildAutomaton([]);
    scanText(automaton, 'abc', () => expect.unreachable());
  });
});

/** ASCII only, as the automaton folds. */
function lower(line: string): string {
  return line.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
