import onnxProto, { type onnx } from 'onnx-proto';
import { randomSource } from '../../../src/statistics/random.js';

/** A text encoder: token and position ids in, vectors out; an embedding of so many rows and a chain of matrix products. */
export type ModelSize = {
  readonly width: number;
  readonly layers: number;
  readonly rows: number;
  /** Each layer's matrix is the product of two that the file holds: the runtime multiplies them when it optimises the graph. */
  readonly isFactored: boolean;
};

const longest = 1024;

/** The model as ONNX, the same bytes each time. */
export function encodeModel({ width, layers, rows, isFactored }: ModelSize): Uint8Array {
  const { DataType } = onnxProto.onnx.TensorProto;
  const random = randomSource(width + layers);
  // One block of noise for all weights: their values do not matter, the time to draw 100 million does.
  const noise = Float32Array.from({ length: 65_536 }, () => (random() - 0.5) / Math.sqrt(width));
  const node: onnx.INodeProto[] = [];
  const initializer: onnx.ITensorProto[] = [];
  const operation = (opType: string, input: string[], output: string): string => {
    node.push({ opType, input, output: [output], name: output });
    return output;
  };
  const weights = (name: string, dims: number[]): string => {
    const values = new Float32Array(dims.reduce((product, own) => product * own, 1));
    for (let start = 0; start < values.length; start += noise.length) values.set(noise.subarray(0, values.length - start), start);
    initializer.push({ name, dims, dataType: DataType.FLOAT, rawData: new Uint8Array(values.buffer) });
    return name;
  };
  const tensor = (name: string, elemType: number, sizes: (string | number)[]): onnx.IValueInfoProto => ({
    name,
    type: { tensorType: { elemType, shape: { dim: sizes.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size })) } } },
  });

  const embedded = operation('Gather', [weights('embedding', [rows, width]), 'tokens'], 'embedded');
  const placed = operation('Gather', [weights('places', [longest, width]), 'positions'], 'placed');
  let flow = operation('Add', [embedded, placed], 'layer_0');
  for (let layer = 1; layer <= layers; layer += 1) {
    const matrix = isFactored
      ? operation('MatMul', [weights(`left_${layer}`, [width, width]), weights(`right_${layer}`, [width, width])], `matrix_${layer}`)
      : weights(`matrix_${layer}`, [width, width]);
    flow = operation('Tanh', [operation('MatMul', [flow, matrix], `product_${layer}`)], `layer_${layer}`);
  }
  return onnxProto.onnx.ModelProto.encode({
    irVersion: 8,
    opsetImport: [{ domain: '', version: 13 }],
    graph: {
      name: 'encoder',
      node,
      initializer,
      input: [tensor('tokens', DataType.INT64, ['batch', 'sequence']), tensor('positions', DataType.INT64, ['batch', 'sequence'])],
      output: [tensor(flow, DataType.FLOAT, ['batch', 'sequence', width])],
    },
  }).finish();
}
