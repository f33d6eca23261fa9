import { describe, expect, it } from 'vitest';
import { bindDimensions, observedSizes, parseSizes, shapesOf } from '../../src/reproduce/dimensions.js';

const input = (...dimensions: (string | number)[]) => ({ name: 'x', type: 'float32', dimensions });

describe('sizes on the command line', () => {
  it('are a dimension and its sizes, each size once', () => {
    expect(parseSizes('batch=1,8,1')).toEqual({ dimension: 'batch', sizes: [1, 8] });
  });

  it.each(['model.onnx', '=1', 'batch=', 'batch=x', 'batch=0', 'batch=-1', 'batch=1.5', 'batch=1,,2'])('are refused in a sentence: %s', (text) => {
    expect(() => parseSizes(text)).toThrow(`--shape ${text}: `);
  });
});

describe('dimensions', () => {
  it('are bound to 1 where they are called like a batch, to 128 where like a sequence, and it is known that this was assumed', () => {
    expect(bindDimensions([input('batch_size', 'sequence_length', 3)], [])).toEqual([
      { dimension: 'batch_size', sizes: [1], basis: 'assumed' },
      { dimension: 'sequence_length', sizes: [128], basis: 'assumed' },
    ]);
  });

  it('take the sizes given before those assumed', () => {
    expect(bindDimensions([input('batch')], [{ dimension: 'batch', sizes: [2, 4] }])).toEqual([{ dimension: 'batch', sizes: [2, 4], basis: 'given' }]);
  });

  it('are bound once where several inputs share them', () => {
    expect(bindDimensions([input('batch'), input('batch')], [])).toHaveLength(1);
  });

  it.each(['height', 'past_sequence_length', 'x.0'])('say what to give where the name tells no size: %s', (name) => {
    const message = `the dimension \`${name}\` of the input \`x\` has no size and its name tells none; give one, as in --shape ${name}=1`;
    expect(() => bindDimensions([input(name)], [])).toThrow(message);
  });

  it('that no input has are refused with the near name, or with those that there are', () => {
    expect(() => bindDimensions([input('batch')], [{ dimension: 'bacth', sizes: [1] }])).toThrow(
      '--shape bacth: no input has such a dimension; did you mean batch?',
    );
    expect(() => bindDimensions([input('batch')], [{ dimension: 'width', sizes: [1] }])).toThrow('no input has such a dimension; there are batch');
    expect(() => bindDimensions([input(4)], [{ dimension: 'width', sizes: [1] }])).toThrow('all sizes of this model are fixed');
  });
});

describe('shapes', () => {
  it('are every combination of the sizes', () => {
    const bindings = [
      { dimension: 'a', sizes: [1, 2], basis: 'given' },
      { dimension: 'b', sizes: [3, 4], basis: 'given' },
    ] as const;
    expect(shapesOf(bindings)).toEqual([
      { a: 1, b: 3 },
      { a: 1, b: 4 },
      { a: 2, b: 3 },
      { a: 2, b: 4 },
    ]);
  });

  it('is a single one where all sizes are fixed', () => {
    expect(shapesOf([])).toEqual([{}]);
  });

  it('are refused where they are too many to measure', () => {
    const sizes = [1, 2, 3, 4, 5];
    const bindings = ['a', 'b'].map((dimension) => ({ dimension, sizes, basis: 'given' as const }));
    expect(() => shapesOf(bindings)).toThrow('these sizes make 25 shapes, and 16 are the most');
  });
});

describe('sizes of the requests of a log', () => {
  it('are those of the dimensions whose names tell which is meant', () => {
    const shapes = [{ batch: 1, sequence: 512 }, { sequence: 128 }, { sequence: 512 }];
    expect(observedSizes(shapes, [input('batch_size', 'seq_len', 'height', 3)])).toEqual([
      { dimension: 'batch_size', sizes: [1] },
      { dimension: 'seq_len', sizes: [128, 512] },
    ]);
  });

  it('are nothing for names that tell nothing', () => {
    expect(observedSizes([{ sequence: 512 }], [input('channels')])).toEqual([]);
  });

  it('give way to those of the command line', () => {
    const given = [...observedSizes([{ sequence: 512 }], [input('sequence')]), { dimension: 'sequence', sizes: [16] }];
    expect(bindDimensions([input('sequence')], given)).toEqual([{ dimension: 'sequence', sizes: [16], basis: 'given' }]);
  });
});
