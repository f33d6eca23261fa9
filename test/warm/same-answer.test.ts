import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameAnswer } from '../../src/warm/same-answer.js';

describe('two answers', () => {
  it.each([
    [[{ data: [0.12345, 1] }], [{ data: [0.12346, 1] }], true],
    [[{ data: [0.12345, 1] }], [{ data: [0.2, 1] }], false],
    [['the cat'], ['the cat'], true],
    [['the cat'], ['the dog'], false],
    [[1, 2], [1], false],
    [[], {}, false],
    [{ a: 1 }, { b: 1 }, false],
    [null, undefined, false],
  ])('%j and %j', (left, right, isSame) => {
    expect(isSameAnswer(left, right)).toBe(isSame);
    expect(isSameAnswer(right, left)).toBe(isSame);
  });

  it('are the same as themselves', () => {
    fc.assert(fc.property(fc.jsonValue(), (answer) => isSameAnswer(answer, structuredClone(answer))));
  });
});
