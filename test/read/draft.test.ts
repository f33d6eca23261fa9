import { describe, expect, it } from 'vitest';
import { addLabel, createDraft, noteInstant } from '../../src/read/draft.js';

const bothOf = (first: readonly [number, number], second: readonly [number, number]): readonly [number | null, number] => {
  const draft = createDraft('', 1);
  noteInstant(draft, ...first);
  noteInstant(draft, ...second);
  return [draft.time, draft.resolution];
};

const noon = 1_767_268_800;

describe('the time of a line with two clocks', () => {
  it.each([
    ['the same second', noon + 0.25],
    ['a second away', noon + 1],
    ['a second away, in another zone', noon + 3600 - 1],
    ['a zone of a quarter of an hour', noon + 20_700.25],
    ['the farthest zone', noon + 14 * 3600],
  ])('has the fraction of the inner one: %s', (_, inner) => {
    const offset = Math.round((inner - noon) / 900) * 900;
    expect(bothOf([noon, 1], [inner, 0.001])).toEqual([inner - offset, 0.001]);
  });

  it.each([
    ['more than a second away', noon + 1.5],
    ['days away', noon + 86_400],
    ['in no zone that there is', noon + 15 * 3600],
  ])('is that of the outer one where they do not agree: %s', (_, inner) => {
    expect(bothOf([noon, 1], [inner, 0.001])).toEqual([noon, 1]);
  });

  it.each([1, 60])('is that of the outer one where the inner one is not finer: %d s', (resolution) => {
    expect(bothOf([noon, 1], [noon + 1, resolution])).toEqual([noon, 1]);
  });

  it('may be as far from the inner one as the outer one is coarse', () => {
    expect(bothOf([noon, 60], [noon + 42, 1])).toEqual([noon + 42, 1]);
    expect(bothOf([noon, 60], [noon + 61, 1])).toEqual([noon, 60]);
  });
});

describe('a label', () => {
  it.each([null, undefined, ''])('needs a value: %j is none', (value) => {
    const draft = createDraft('', 1);
    addLabel(draft, 'pod', value);
    expect(draft.labels).toBeNull();
  });

  it('has any name', () => {
    const draft = createDraft('', 1);
    addLabel(draft, '__proto__', 'a');
    expect(Object.entries(draft.labels ?? {})).toEqual([['__proto__', 'a']]);
  });
});
