import onnxProto, { type onnx } from 'onnx-proto';
import type { ModelInput } from '../model/reproduction.js';
import { UserError } from '../model/user-error.js';

/** What a model file says of how it wants to be called. */
export type ModelSignature = {
  readonly inputs: readonly ModelInput[];
  readonly opset: number | null;
  /** Files that hold weights, as the model names them: relative to its own folder. */
  readonly externalFiles: readonly string[];
  /** Rows of the table that an input's ids are looked up in, by input. */
  readonly vocabulary: ReadonlyMap<string, number>;
};

/** As ONNX Runtime calls them, by their number in the format (onnx.proto, TensorProto.DataType). */
const typeNames: ReadonlyMap<number, string> = new Map(
  ['float32', 'uint8', 'int8', 'uint16', 'int16', 'int32', 'int64', 'string', 'bool', 'float16', 'float64', 'uint32', 'uint64'].map((name, at) => [
    at + 1,
    name,
  ]),
);

const external = 1;
/** A model begins with its `ir_version`, field 1. */
const firstByte = 0x08;

const decode = (bytes: Uint8Array, file: string): onnx.IModelProto => {
  if (bytes.length === 0) throw new UserError('it is empty; copy the model again', { file });
  if (Buffer.from(bytes.subarray(4, 8)).toString('latin1') === 'ORTM')
    throw new UserError('it is in ORT format; name the .onnx file that it was made from', { file });
  try {
    const model = onnxProto.onnx.ModelProto.decode(bytes);
    if (model.graph !== null && model.graph !== undefined) return model;
  } catch (error) {
    if (error instanceof RangeError && bytes[0] === firstByte)
      throw new UserError(`it ends in the middle of its data, after ${bytes.length} bytes; copy the model again`, { file });
  }
  throw new UserError('it is no ONNX model; name a .onnx file', { file });
};

const dimensionOf = ({ dimValue, dimParam }: onnx.TensorShapeProto.IDimension, input: string, place: number): number | string =>
  dimParam !== null && dimParam !== undefined && dimParam !== '' ? dimParam : Number(dimValue ?? 0) > 0 ? Number(dimValue) : `${input}.${place}`;

const inputOf = ({ name, type }: onnx.IValueInfoProto, file: string): ModelInput => {
  const tensor = type?.tensorType;
  if (tensor === null || tensor === undefined)
    throw new UserError(`its input \`${name}\` is no tensor, and there are values for tensors only; name another model`, { file });
  const dimensions = (tensor.shape?.dim ?? []).map((dimension, place) => dimensionOf(dimension, name ?? '', place));
  return { name: name ?? '', type: typeNames.get(tensor.elemType ?? 0) ?? `number ${tensor.elemType} of onnx.proto`, dimensions };
};

/** Inputs that are looked up in a table of the model, straight or after a cast, and the table's rows. */
const vocabularyOf = ({ node, initializer }: onnx.IGraphProto): Map<string, number> => {
  const rows = new Map((initializer ?? []).map(({ name, dims }) => [name ?? '', Number(dims?.[0] ?? 0)]));
  const sources = new Map<string, string>();
  const found = new Map<string, number>();
  for (const { opType, input, output } of node ?? []) {
    const [first = '', second = ''] = input ?? [];
    if (opType === 'Cast' || opType === 'Identity') sources.set(output?.[0] ?? '', sources.get(first) ?? first);
    const size = opType === 'Gather' ? rows.get(first) : undefined;
    const ids = sources.get(second) ?? second;
    if (size !== undefined && size > 0) found.set(ids, Math.min(size, found.get(ids) ?? size));
  }
  return found;
};

const externalFilesOf = ({ initializer }: onnx.IGraphProto): string[] => {
  const locations = (initializer ?? [])
    .filter(({ dataLocation }) => dataLocation === external)
    .map(({ externalData }) => externalData?.find(({ key }) => key === 'location')?.value ?? '');
  return [...new Set(locations)].sort();
};

/**
 * Inputs, files of weights and vocabulary of an ONNX model. A dimension without a name is called `INPUT.PLACE`. Throws a UserError where the
 * bytes are no such model, are cut off, or ask for what is no tensor.
 */
export function readSignature(bytes: Uint8Array, file: string): ModelSignature {
  const { graph, opsetImport } = decode(bytes, file);
  if (graph === null || graph === undefined) throw new UserError('it is no ONNX model; name a .onnx file', { file });
  const weights = new Set((graph.initializer ?? []).map(({ name }) => name));
  const version = opsetImport?.find(({ domain }) => (domain ?? '') === '')?.version;
  return {
    inputs: (graph.input ?? []).filter(({ name }) => !weights.has(name)).map((input) => inputOf(input, file)),
    opset: version === null || version === undefined ? null : Number(version),
    externalFiles: externalFilesOf(graph),
    vocabulary: vocabularyOf(graph),
  };
}
