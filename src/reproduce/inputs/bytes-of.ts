/** What ONNX Runtime's types are made of: how many bytes one value has, and how it is put into them. */
type Layout = { readonly size: number; readonly put: (view: DataView, at: number, value: number | bigint) => void };

const whole = (value: number | bigint): bigint => (typeof value === 'bigint' ? value : BigInt(Math.trunc(value)));
const little = true;

export const layouts: ReadonlyMap<string, Layout> = new Map<string, Layout>([
  ['float32', { size: 4, put: (view, at, value) => view.setFloat32(at, Number(value), little) }],
  ['float64', { size: 8, put: (view, at, value) => view.setFloat64(at, Number(value), little) }],
  ['bool', { size: 1, put: (view, at, value) => view.setUint8(at, value ? 1 : 0) }],
  ['int8', { size: 1, put: (view, at, value) => view.setInt8(at, Number(value)) }],
  ['uint8', { size: 1, put: (view, at, value) => view.setUint8(at, Number(value)) }],
  ['int16', { size: 2, put: (view, at, value) => view.setInt16(at, Number(value), little) }],
  ['uint16', { size: 2, put: (view, at, value) => view.setUint16(at, Number(value), little) }],
  ['int32', { size: 4, put: (view, at, value) => view.setInt32(at, Number(value), little) }],
  ['uint32', { size: 4, put: (view, at, value) => view.setUint32(at, Number(value), little) }],
  ['int64', { size: 8, put: (view, at, value) => view.setBigInt64(at, whole(value), little) }],
  ['uint64', { size: 8, put: (view, at, value) => view.setBigUint64(at, whole(value), little) }],
]);

/** Values of a type as the bytes that a tensor of it holds. */
export function bytesOf(type: string, values: readonly number[]): Uint8Array | null {
  const layout = layouts.get(type);
  if (layout === undefined) return null;
  const bytes = new Uint8Array(values.length * layout.size);
  const view = new DataView(bytes.buffer);
  for (const [place, value] of values.entries()) layout.put(view, place * layout.size, value);
  return bytes;
}
