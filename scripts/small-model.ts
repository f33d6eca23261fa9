import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import onnxProto, { type onnx } from 'onnx-proto';
import { randomSource } from '../src/statistics/random.js';

/**
 * Writes a small text model: token ids and a mask in, one figure a token out; an embedding and some layers of a feed-forward network.
 * `npm run model:small` writes `fixtures/models/small.onnx`; a width and a number of layers make a larger one elsewhere, and the word attention
 * puts attention with one head in front of each layer: `tsx scripts/small-model.ts big.onnx 768 8 attention`.
 */

const vocabulary = 512;
const [path = 'fixtures/models/small.onnx', width = '64', layers = '2', kind = ''] = argv.slice(2);
writeFileSync(path, encode(Number(width), Number(layers), kind === 'attention'));

function encode(size: number, depth: number, hasAttention: boolean): Uint8Array {
  const { DataType } = onnxProto.onnx.TensorProto;
  const random = randomSource(1);
  const initializer: onnx.ITensorProto[] = [];
  const node: onnx.INodeProto[] = [];

  const weights = (name: string, dims: number[]): string => {
    const scale = 2 / Math.sqrt(dims[0] ?? 1);
    const values = Float32Array.from({ length: dims.reduce((product, own) => product * own, 1) }, () => (random() - 0.5) * scale);
    initializer.push({ name, dims, dataType: DataType.FLOAT, rawData: new Uint8Array(values.buffer) });
    return name;
  };
  const operation = (opType: string, input: string[], output: string, attribute: onnx.IAttributeProto[] = []): string => {
    node.push({ opType, input, output: [output], name: output, attribute });
    return output;
  };
  const tensor = (name: string, elemType: number, ...names: string[]): onnx.IValueInfoProto => ({
    name,
    type: { tensorType: { elemType, shape: { dim: names.map((dimParam) => ({ dimParam })) } } },
  });

  const attended = (flow: string, layer: number): string => {
    const [query = '', key = '', value = ''] = ['query', 'key', 'value'].map((name) =>
      operation('MatMul', [flow, weights(`to_${name}_${layer}`, [size, size])], `${name}_${layer}`),
    );
    const turned = operation('Transpose', [key], `turned_${layer}`, [axes('perm', 0, 2, 1)]);
    const scores = operation('Softmax', [operation('MatMul', [query, turned], `scores_${layer}`)], `shares_${layer}`);
    const mixed = operation('MatMul', [operation('MatMul', [scores, value], `mixed_${layer}`), weights(`out_${layer}`, [size, size])], `projected_${layer}`);
    return operation('Add', [flow, mixed], `attended_${layer}`);
  };

  initializer.push({ name: 'last_axis', dims: [1], dataType: DataType.INT64, rawData: new Uint8Array(BigInt64Array.of(-1n).buffer) });
  const ids = operation('Gather', [weights('embedding', [vocabulary, size]), 'input_ids'], 'embedded');
  const mask = operation('Unsqueeze', [operation('Cast', ['attention_mask'], 'mask', [castTo(DataType.FLOAT)]), 'last_axis'], 'mask_column');
  let flow = operation('Mul', [ids, mask], 'layer_0');
  for (let layer = 1; layer <= depth; layer += 1) {
    if (hasAttention) flow = attended(flow, layer);
    const wide = operation('Relu', [operation('MatMul', [flow, weights(`up_${layer}`, [size, 2 * size])], `wide_${layer}`)], `active_${layer}`);
    const narrow = operation('MatMul', [wide, weights(`down_${layer}`, [2 * size, size])], `narrow_${layer}`);
    flow = operation('Add', [flow, narrow], `layer_${layer}`);
  }
  operation('MatMul', [flow, weights('head', [size, 1])], 'scores');
  return onnxProto.onnx.ModelProto.encode({
    irVersion: 8,
    producerName: 'coldcase',
    opsetImport: [{ domain: '', version: 13 }],
    graph: {
      name: 'small',
      node,
      initializer,
      input: [tensor('input_ids', DataType.INT64, 'batch', 'sequence'), tensor('attention_mask', DataType.INT64, 'batch', 'sequence')],
      output: [tensor('scores', DataType.FLOAT, 'batch', 'sequence', 'one')],
    },
  }).finish();
}

function axes(name: string, ...ints: number[]): onnx.IAttributeProto {
  return { name, type: onnxProto.onnx.AttributeProto.AttributeType.INTS, ints };
}

function castTo(type: number): onnx.IAttributeProto {
  return { name: 'to', type: onnxProto.onnx.AttributeProto.AttributeType.INT, i: type };
}
