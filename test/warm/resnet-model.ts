import onnxProto, { type onnx } from 'onnx-proto';
import { randomSource } from '../../src/statistics/random.js';

const { DataType } = onnxProto.onnx.TensorProto;
const { INT, INTS } = onnxProto.onnx.AttributeProto.AttributeType;

const channels = 8;
const classes = 10;

const image = (dim: onnx.TensorShapeProto.IDimension[]): onnx.ITypeProto => ({ tensorType: { elemType: DataType.FLOAT, shape: { dim } } });

/** A small network as the lesson's exercise has it: convolutions with a connection around them, an average, and classes; images of 32 × 32. */
export const resnetModel = (blocks = 3): Uint8Array => {
  const random = randomSource(1);
  const initializer: onnx.ITensorProto[] = [];
  const node: onnx.INodeProto[] = [];
  const weights = (name: string, ...dims: number[]): string => {
    const values = Float32Array.from({ length: dims.reduce((product, size) => product * size, 1) }, () => (random() - 0.5) / 4);
    initializer.push({ name, dims, dataType: DataType.FLOAT, rawData: new Uint8Array(values.buffer) });
    return name;
  };
  const operation = (opType: string, input: string[], output: string, attribute: onnx.IAttributeProto[] = []): string => {
    node.push({ opType, input, output: [output], name: output, attribute });
    return output;
  };
  const convolution = (from: string, name: string, inputs: number): string =>
    operation('Conv', [from, weights(`${name}_weights`, channels, inputs, 3, 3)], name, [{ name: 'pads', type: INTS, ints: [1, 1, 1, 1] }]);

  let flow = operation('Relu', [convolution('image', 'stem', 3)], 'stem_active');
  for (let block = 1; block <= blocks; block++) {
    const inner = operation('Relu', [convolution(flow, `first_${block}`, channels)], `active_${block}`);
    const sum = operation('Add', [flow, convolution(inner, `second_${block}`, channels)], `sum_${block}`);
    flow = operation('Relu', [sum], `block_${block}`);
  }
  const flat = operation('Flatten', [operation('GlobalAveragePool', [flow], 'average')], 'flat', [{ name: 'axis', type: INT, i: 1 }]);
  operation('MatMul', [flat, weights('head', channels, classes)], 'scores');
  return onnxProto.onnx.ModelProto.encode({
    irVersion: 8,
    producerName: 'coldcase',
    opsetImport: [{ domain: '', version: 13 }],
    graph: {
      name: 'resnet',
      node,
      initializer,
      input: [{ name: 'image', type: image([{ dimParam: 'batch' }, { dimValue: 3 }, { dimValue: 32 }, { dimValue: 32 }]) }],
      output: [{ name: 'scores', type: image([{ dimParam: 'batch' }, { dimValue: classes }]) }],
    },
  }).finish();
};
