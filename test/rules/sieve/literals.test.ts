import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requiredLiterals } from '../../../src/rules/sieve/literals.js';

function sets(pattern: string): readonly (readonly string[])[] {
  const found = requiredLiterals(pattern);
  return found.kind === 'found' ? found.sets : [];
}

describe('literals of a pattern', () => {
  it('are the rarest run of at most 12 characters, in lower case', () => {
    expect(
      sets('torch\\.compile takes (?<seconds>[\\d.]+) s in total')
        .flat()
        .every((literal) => literal.length <= 12),
    ).toBe(true);
    expect(sets('Graph QX')).toEqual([['graph qx']]);
  });

  it('may have two characters where they are letters past ASCII', () => {
    expect(sets('模型[^\\n]{0,20}加载')).toEqual([['模型'], ['加载']]);
  });

  it('are one for each alternative', () => {
    expect(sets('(?:cuda|hip) context')).toEqual([['cuda context', 'hip context']]);
    expect(sets('capture|weights[\\d.]+x')).toEqual([['capture', 'weights']]);
  });

  it('leave out what contains another one of the set', () => {
    expect(sets('(?:model|models|model file)\\d')).toEqual([['model']]);
  });

  it('come from several parts where one is frequent', () => {
    expect(sets('loading[^\\n]{0,20}tokenizer')).toHaveLength(2);
  });

  it('hold no quotes, backslashes and angle brackets, which JSON loggers escape', () => {
    expect(sets('"message":"abc')).toEqual([['message']]);
    expect(sets('a<bcd')).toEqual([['bcd']]);
  });

  it('pass over optional parts and loops', () => {
    expect(sets('(?:foo )?barx(?: quux)?')).toEqual([['barx']]);
    expect(sets('(?:abc)*xyz')).toEqual([['xyz']]);
    expect(sets('(?:abc)+\\d')).toEqual([['abc']]);
  });

  it.each(['\\d+ s', '(?:foo)?', '[a-z]+', 'ab', '12345 ', 'foo|\\d+'])('of %j do not exist, and the reason is said', (pattern) => {
    const found = requiredLiterals(pattern);
    expect(found).toMatchObject({ kind: 'none', reason: expect.stringContaining('no run of 3') });
  });

  it('stand in every text that the pattern matches', () => {
    const word = fc.constantFrom('load', 'Weights', 'a', 'x y', '12', 'é');
    const part: fc.Arbitrary<string> = fc.oneof(
      word,
      fc.tuple(word, word).map(([left, right]) => `(?:${left}|${right})`),
      word.map((one) => `(?:${one})?`),
      word.map((one) => `(?:${one})+`),
      fc.constantFrom('\\d', '[xy]', '\\b', '.'),
    );
    const pattern = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    const text = fc.array(fc.oneof(word, fc.constantFrom('1', 'x', 'y', ' ')), { maxLength: 12 }).map((words) => words.join(''));
    fc.assert(
      fc.property(pattern, text, (source, line) => {
        if (!new RegExp(source, 'mu').test(line)) return;
        const found = requiredLiterals(source);
        if (found.kind === 'none') return;
        for (const set of found.sets) expect(set.some((literal) => line.toLowerCase().includes(literal))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
