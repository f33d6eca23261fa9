import { describe, expect, it } from 'vitest';
import { type Fill, planInputs } from '../../src/reproduce/input-plan.js';
import { valuesFor } from '../../src/reproduce/trial/values.js';

const fillOf = (name: string, type: string, vocabulary: ReadonlyMap<string, number> = new Map()): Fill | undefined =>
  planInputs([{ name, type, dimensions: ['batch', 4] }], { batch: 2 }, vocabulary)[0]?.fill;

describe('the plan of an input', () => {
  it('has the sizes of the shape', () => {
    expect(planInputs([{ name: 'x', type: 'float32', dimensions: ['batch', 4] }], { batch: 2 }, new Map())[0]?.sizes).toEqual([2, 4]);
  });

  it.each<[string, string, Fill]>([
    ['attention_mask', 'int64', { kind: 'constant', value: 1 }],
    ['mask', 'bool', { kind: 'constant', value: 1 }],
    ['token_type_ids', 'int64', { kind: 'constant', value: 0 }],
    ['position_ids', 'int64', { kind: 'place' }],
    ['sr', 'int64', { kind: 'constant', value: 16_000 }],
    ['pixels', 'float16', { kind: 'uniform' }],
    ['image', 'uint8', { kind: 'below', bound: 128 }],
    ['input_ids', 'int32', { kind: 'below', bound: 100 }],
    ['k', 'int64', { kind: 'constant', value: 1 }],
  ])('follows name and type: %s of %s', (name, type, fill) => {
    expect(fillOf(name, type)).toEqual(fill);
  });

  it('keeps ids within the vocabulary that the model shows', () => {
    expect(fillOf('words', 'int64', new Map([['words', 30]]))).toEqual({ kind: 'below', bound: 30 });
  });

  it('says which types there are values for where it has none', () => {
    expect(() => fillOf('text', 'string')).toThrow('the input `text` is of type string, for which there are no values (there are for float16, float32');
  });
});

describe('the values of an input', () => {
  it('are the same in every trial', () => {
    const plan = { name: 'x', type: 'float32', sizes: [2, 3], fill: { kind: 'uniform' } } as const;
    expect(valuesFor(plan)).toEqual(valuesFor(plan));
  });

  it('are whole and below their bound', () => {
    const values = [...valuesFor({ name: 'x', type: 'int64', sizes: [1000], fill: { kind: 'below', bound: 7 } })].map(Number);
    expect([Math.min(...values), Math.max(...values)]).toEqual([0, 6]);
  });

  it('count along the last dimension', () => {
    expect([...valuesFor({ name: 'x', type: 'int32', sizes: [2, 3], fill: { kind: 'place' } })]).toEqual([0, 1, 2, 0, 1, 2]);
  });

  it('are one value where there are no dimensions', () => {
    expect([...valuesFor({ name: 'sr', type: 'int64', sizes: [], fill: { kind: 'constant', value: 16_000 } })]).toEqual([16_000n]);
  });

  it('are the bits of half precision', () => {
    const bits = (value: number) => valuesFor({ name: 'x', type: 'float16', sizes: [1], fill: { kind: 'constant', value } })[0];
    // IEEE 754 binary16: 1 is 0x3c00, -2 is 0xc000, 0.5 is 0x3800.
    expect([0, 1, -2, 0.5].map(bits)).toEqual([0, 0x3c00, 0xc000, 0x3800]);
  });
});
