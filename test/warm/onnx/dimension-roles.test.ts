import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelInput } from '../../../src/model/reproduction.js';
import { roleOf, sizesOf } from '../../../src/warm/onnx/dimension-roles.js';

const input = (name: string, ...dimensions: readonly (number | string)[]): ModelInput => ({ name, type: 'float32', dimensions });
const roles = (one: ModelInput) => one.dimensions.map((_, place) => roleOf(one, place));

describe('what a dimension of a model is', () => {
  it.each<[ModelInput, readonly (string | null)[]]>([
    [input('ids', 'batch_size', 'sequence_length'), ['batch', 'sequence']],
    [input('x', 'x.0', 'x.1'), ['batch', 'sequence']],
    [input('image', 'N', 3, 'h', 'w'), ['batch', null, 'height', 'width']],
    [input('image', 'image.0', 3, 'image.2', 'image.3'), ['batch', null, 'height', 'width']],
    [input('image', 1, 224, 224, 3), ['batch', 'height', 'width', null]],
    [input('cache', 'batch', 12, 'past_sequence_length', 64), ['batch', null, null, null]],
    [input('features', 'anything', 80, 3000), ['batch', null, null]],
  ])('of %j is told by its name, else by its place', (one, told) => {
    expect(roles(one)).toEqual(told);
  });
});

describe('the sizes of a model for a shape', () => {
  const images = [input('image', 'N', 3, 224, 224)];

  it('take fixed ones that the plan asks for, and a batch of 1 where it names none', () => {
    expect(sizesOf(images, { batch: 8, height: 224, width: 224 })).toEqual({ sizes: { N: 8 } });
    expect(sizesOf(images, { height: 224 })).toEqual({ sizes: { N: 1 } });
  });

  it.each([
    [images, { sequence: 4 }, 'the model takes no sequence of 4: its inputs are image [N, 3, 224, 224]'],
    [images, { batch: 1, height: 448 }, 'the model takes no height of 448: its inputs are image [N, 3, 224, 224]'],
    [
      [input('cache', 'batch', 12, 'past_sequence_length', 64)],
      { batch: 1 },
      'the dimension `past_sequence_length` of the input `cache` is none of batch, sequence, height, width: export the model with a size for it',
    ],
  ])('of %j are refused for %j', (inputs, shape, problem) => {
    expect(sizesOf(inputs, shape)).toEqual({ problem });
  });

  it('bind every named dimension, or say which they cannot', () => {
    const dimension = fc.oneof(fc.constantFrom('batch', 'seq', 'height', 'width', 'past', 'N'), fc.integer({ min: 1, max: 9 }));
    const size = fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(dimension, { minLength: 1, maxLength: 4 }), fc.record({ batch: size, sequence: size, height: size, width: size }), (dims, given) => {
        const shape = Object.fromEntries(Object.entries(given).filter(([, one]) => one !== undefined));
        const sized = sizesOf([input('x', ...dims)], shape);
        if ('problem' in sized) return;
        expect(Object.keys(sized.sizes).sort()).toEqual([...new Set(dims.filter((one) => typeof one === 'string'))].sort());
      }),
    );
  });
});
