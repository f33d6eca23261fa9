import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSignature } from '../../src/reproduce/signature.js';
import { DataType, tensor, tinyModel } from './tiny-model.js';

describe('the signature of a model', () => {
  it('has inputs with their types and dimensions, and the opset', () => {
    const { inputs, opset } = readSignature(readFileSync('fixtures/models/small.onnx'), 'small.onnx');
    expect(opset).toBe(13);
    expect(inputs).toEqual([
      { name: 'input_ids', type: 'int64', dimensions: ['batch', 'sequence'] },
      { name: 'attention_mask', type: 'int64', dimensions: ['batch', 'sequence'] },
    ]);
  });

  it('knows the vocabulary of ids that are looked up in a table of the model', () => {
    expect(readSignature(readFileSync('fixtures/models/small.onnx'), 'small.onnx').vocabulary.get('input_ids')).toBe(512);
  });

  it('knows it through a cast', () => {
    const bytes = tinyModel({
      inputs: [tensor('words', DataType.INT32, 'batch')],
      node: [
        { opType: 'Cast', input: ['words'], output: ['ids'] },
        { opType: 'Gather', input: ['table', 'ids'], output: ['y'] },
      ],
      initializer: [{ name: 'table', dims: [30, 2], dataType: DataType.FLOAT }],
    });
    expect([...readSignature(bytes, 'm.onnx').vocabulary]).toEqual([['words', 30]]);
  });

  it('names a dimension without a name after its input and place', () => {
    const [input] = readSignature(tinyModel({ inputs: [tensor('state', DataType.FLOAT, 2, '', 128)] }), 'm.onnx').inputs;
    expect(input?.dimensions).toEqual([2, 'state.1', 128]);
  });

  it('leaves out inputs that the model has values for', () => {
    const bytes = tinyModel({
      inputs: [tensor('x', DataType.FLOAT, 'batch'), tensor('w', DataType.FLOAT, 1)],
      initializer: [{ name: 'w', dims: [1], dataType: DataType.FLOAT, floatData: [1] }],
    });
    expect(readSignature(bytes, 'm.onnx').inputs.map(({ name }) => name)).toEqual(['x']);
  });

  it('lists the files that hold weights, once each', () => {
    const inFile = (name: string, location: string) => ({
      name,
      dims: [1],
      dataType: DataType.FLOAT,
      dataLocation: 1,
      externalData: [{ key: 'location', value: location }],
    });
    const bytes = tinyModel({ initializer: [inFile('a', 'm.data'), inFile('b', 'm.data'), inFile('c', 'c.data')] });
    expect(readSignature(bytes, 'm.onnx').externalFiles).toEqual(['c.data', 'm.data']);
  });

  it.each([
    ['an empty file', new Uint8Array(), 'm.onnx: it is empty; copy the model again'],
    ['text', Buffer.from('hello\n'), 'm.onnx: it is no ONNX model; name a .onnx file'],
    ['a model without a graph', Buffer.from([0x08, 0x08]), 'm.onnx: it is no ONNX model; name a .onnx file'],
    ['ORT format', Buffer.from('\0\0\0\0ORTM and more'), 'm.onnx: it is in ORT format; name the .onnx file that it was made from'],
    ['a model that is cut off', tinyModel().subarray(0, 40), 'm.onnx: it ends in the middle of its data, after 40 bytes; copy the model again'],
  ])('says in a sentence what is wrong with %s', (_, bytes, message) => {
    expect(() => readSignature(bytes, 'm.onnx')).toThrow(message);
  });

  it('says that there are no values for an input that is no tensor', () => {
    const bytes = tinyModel({ inputs: [{ name: 'list', type: { sequenceType: {} } }] });
    expect(() => readSignature(bytes, 'm.onnx')).toThrow('m.onnx: its input `list` is no tensor');
  });
});
