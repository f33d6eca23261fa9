import { readFileSync } from 'node:fs';
import type { InputPlan } from '../input-plan.js';
import type { Tokenize } from './tokenize.js';

type Values = Float32Array | Float64Array | Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | BigInt64Array | BigUint64Array;

/** `float16` as its bits: Node 20 has no array of them. */
const arrays: { readonly [type: string]: new (content: number | ArrayBuffer) => Exclude<Values, BigInt64Array | BigUint64Array> } = {
  float16: Uint16Array,
  float32: Float32Array,
  float64: Float64Array,
  bool: Uint8Array,
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
};

const bitsOfHalf = (value: number): number => {
  if (value === 0) return 0;
  const exponent = Math.max(-14, Math.floor(Math.log2(Math.abs(value))));
  const mantissa = Math.round((Math.abs(value) / 2 ** exponent - 1) * 1024);
  return (value < 0 ? 0x8000 : 0) + ((exponent + 15) << 10) + Math.max(0, mantissa);
};

/** Marsaglia's xorshift of 32 bits: the same values in every trial, and nothing to load. A variant has values of its own. */
const repeatable = (variant: number): (() => number) => {
  // An odd factor: no variant below 2 ** 31 is at zero, where xorshift would stay.
  let state = Math.imul(2_463_534_242, 2 * variant + 1);
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
};

const ofFile = (path: string, type: string): Values => {
  const { buffer, byteOffset, length } = readFileSync(path);
  // A view of numbers begins where their size says, and a small file lies anywhere in a shared buffer.
  const own = buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer;
  if (type === 'int64') return new BigInt64Array(own);
  return type === 'uint64' ? new BigUint64Array(own) : new (arrays[type] ?? Float32Array)(own);
};

/** The values of one input, row by row, in the array that ONNX Runtime takes for its type; another variant has other contents of the same size. */
export function valuesFor({ type, sizes, fill }: InputPlan, tokenize: Tokenize | null = null, variant = 0): Values {
  if (fill.kind === 'file') return ofFile(fill.path, type);
  const length = sizes.reduce((product, size) => product * size, 1);
  const row = sizes.at(-1) ?? 1;
  const random = repeatable(variant);
  const tokens = fill.kind === 'text' && tokenize !== null ? tokenize(row) : null;
  const valueAt = (place: number): number => {
    if (fill.kind === 'constant') return fill.value;
    if (fill.kind === 'place') return place % row;
    if (fill.kind === 'text') return (fill.part === 'types' ? 0 : tokens?.[fill.part][place % row]) ?? 0;
    return fill.kind === 'below' ? Math.floor(random() * fill.bound) : random() * 2 - 1;
  };
  if (type === 'int64') return BigInt64Array.from({ length }, (_, place) => BigInt(valueAt(place)));
  if (type === 'uint64') return BigUint64Array.from({ length }, (_, place) => BigInt(valueAt(place)));
  const values = new (arrays[type] ?? Float32Array)(length);
  for (let place = 0; place < length; place += 1) values[place] = type === 'float16' ? bitsOfHalf(valueAt(place)) : valueAt(place);
  return values;
}
