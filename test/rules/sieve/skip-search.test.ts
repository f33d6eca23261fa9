import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSkipSearch } from '../../../src/rules/sieve/skip-search.js';

const literal = fc.stringMatching(/^[abc .]{8,11}$/);
const text = fc.oneof(fc.stringMatching(/^[aAbBcC .]{0,80}$/), fc.string());

/** The first offset at which a literal begins, and the one behind it; tried at each offset. */
function naive(literals: readonly string[], line: string): number[] {
  const lower = line.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const starts = literals.map((one) => lower.indexOf(one)).filter((at) => at >= 0);
  const first = Math.min(...starts);
  return literals.filter((one) => lower.startsWith(one, first)).map((one) => first + one.length);
}

describe('the skipping search', () => {
  it('finds the first literal in a text, whatever its case', () => {
    fc.assert(
      fc.property(fc.uniqueArray(literal, { minLength: 1, maxLength: 6 }), text, fc.nat(5), (literals, noise, pick) => {
        const planted = literals[pick % literals.length] as string;
        for (const line of [noise, `${noise}${planted.toUpperCase()}${noise}`, planted]) {
          const bytes = Buffer.from(line, 'latin1');
          const found = createSkipSearch(literals).find(bytes, 0, bytes.length);
          const expected = naive(literals, bytes.toString('latin1'));
          if (expected.length === 0) expect(found).toBe(-1);
          else expect(expected).toContain(found);
        }
      }),
    );
  });

  it('looks no further than it is told, and at nothing before', () => {
    const search = createSkipSearch(['a needle']);
    const bytes = Buffer.from('a needle and a needle');
    expect(search.find(bytes, 0, 7)).toBe(-1);
    expect(search.find(bytes, 1, bytes.length)).toBe(21);
    expect(createSkipSearch([]).find(bytes, 0, bytes.length)).toBe(-1);
  });
});
