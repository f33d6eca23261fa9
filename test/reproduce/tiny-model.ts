import onnxProto, { type onnx } from 'onnx-proto';

type Given = { readonly inputs?: onnx.IValueInfoProto[]; readonly node?: onnx.INodeProto[]; readonly initializer?: onnx.ITensorProto[] };

export const { DataType } = onnxProto.onnx.TensorProto;

export const tensor = (name: string, elemType: number, ...dims: readonly (string | number)[]): onnx.IValueInfoProto => ({
  name,
  type: { tensorType: { elemType, shape: { dim: dims.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size })) } } },
});

/** A model in its bytes: without anything else said, `y` is `x`, and both are of any length. */
export const tinyModel = ({ inputs = [tensor('x', DataType.FLOAT, 'batch')], node, initializer = [] }: Given = {}): Uint8Array =>
  onnxProto.onnx.ModelProto.encode({
    irVersion: 8,
    opsetImport: [{ domain: '', version: 13 }],
    graph: {
      name: 'tiny',
      node: node ?? [{ opType: 'Identity', input: [inputs[0]?.name ?? ''], output: ['y'] }],
      input: inputs,
      output: [{ name: 'y', type: { tensorType: { elemType: inputs[0]?.type?.tensorType?.elemType ?? DataType.FLOAT } } }],
      initializer,
    },
  }).finish();
