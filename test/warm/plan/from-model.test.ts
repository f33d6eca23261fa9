import { describe, expect, it } from 'vitest';
import type { ModelInput } from '../../../src/model/reproduction.js';
import { UserError } from '../../../src/model/user-error.js';
import type { Buckets } from '../../../src/warm/plan/buckets.js';
import { fromModel } from '../../../src/warm/plan/from-model.js';

const input = (name: string, type: string, ...dimensions: readonly (number | string)[]): ModelInput => ({ name, type, dimensions });
const text = [input('input_ids', 'int64', 'batch', 'sequence')];
const image = [input('image', 'float32', 'N', 3, 'height', 'width')];

const of = (inputs: readonly ModelInput[], given: Buckets = {}, buckets: Buckets = {}) => fromModel({ path: 'm.onnx', bytes: 1000, inputs }, given, buckets);

describe("a model's signature", () => {
  it('gives its inputs in the words of a plan', () => {
    expect(of(text)).toMatchObject({ inputs: [{ name: 'input_ids', type: 'int64', dims: ['batch', 'sequence'] }], hasTokens: true });
    expect(of(image, { height: [64], width: [64] })).toMatchObject({ inputs: [{ dims: ['batch', 3, 'height', 'width'] }], hasTokens: false });
  });

  it('is planned at every combination of the sizes given, else at the buckets, else at what is assumed and said so', () => {
    expect(of(text, { batch: [1, 8], sequence: [16] })).toMatchObject({
      shapes: [{ shape: { batch: 1, sequence: 16 } }, { shape: { batch: 8, sequence: 16 } }],
      assumed: {},
    });
    expect(of(text, {}, { sequence: [128, 512] })).toMatchObject({
      shapes: [{ shape: { batch: 1, sequence: 128 } }, { shape: { batch: 1, sequence: 512 } }],
      assumed: { batch: 1 },
    });
  });

  it('that fixes its sizes is planned at those', () => {
    expect(of([input('x', 'float32', 4, 10)]).shapes).toMatchObject([{ shape: { batch: 4 } }]);
  });

  it('tells which shapes the model takes', () => {
    const { isTaken } = of([input('x', 'float32', 'batch', 128)]);
    expect([isTaken({ batch: 8, sequence: 128 }), isTaken({ batch: 8, sequence: 512 })]).toEqual([true, false]);
  });

  it.each([
    [image, {}, 'm.onnx: the model leaves its height free; give its sizes, as in --shape height=224'],
    [text, { height: [3] }, 'm.onnx: the model takes no height of 3: its inputs are input_ids [batch, sequence]'],
    [
      [input('cache', 'float32', 'batch', 12, 'past_len', 64)],
      {},
      'm.onnx: its input `cache` has a free dimension `past_len` that is none of batch, sequence, height, width; export it with a size for that',
    ],
    [[input('x', 'complex64', 'batch')], {}, 'm.onnx: its input `x` is of type complex64, for which there are no values'],
    [text, { batch: Array.from({ length: 65 }, (_, at) => at + 1) }, '--shape: these sizes make 65 shapes, and 64 are the most; give fewer sizes'],
  ])('that cannot be planned says why: %j %j', (inputs, given, message) => {
    expect(() => of(inputs, given)).toThrow(UserError);
    expect(() => of(inputs, given)).toThrow(message);
  });
});
