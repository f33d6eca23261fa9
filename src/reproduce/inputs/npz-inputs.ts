import { unzipSync } from 'fflate';
import { UserError } from '../../model/user-error.js';
import type { GivenInput } from './given-input.js';

/** By NumPy's letters and sizes (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). */
const types: ReadonlyMap<string, string> = new Map([
  ['f2', 'float16'],
  ['f4', 'float32'],
  ['f8', 'float64'],
  ['b1', 'bool'],
  ['i1', 'int8'],
  ['i2', 'int16'],
  ['i4', 'int32'],
  ['i8', 'int64'],
  ['u1', 'uint8'],
  ['u2', 'uint16'],
  ['u4', 'uint32'],
  ['u8', 'uint64'],
]);

/** Far above any request, and below what fills the memory of a small machine. */
const mostBytes = 2 ** 30;
const magic = '\x93NUMPY';

const arrayIn = (content: Uint8Array, name: string, file: string): GivenInput => {
  const wrong = (what: string): UserError => new UserError(`\`${name}\` ${what}; write it by numpy.savez`, { file });
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.length);
  if (buffer.length < 12 || buffer.toString('latin1', 0, magic.length) !== magic) throw wrong('is no array of NumPy');
  const isLong = (buffer[6] ?? 0) >= 2;
  const start = isLong ? 12 : 10;
  const end = start + (isLong ? buffer.readUInt32LE(8) : buffer.readUInt16LE(8));
  const header = buffer.toString('latin1', start, end);
  const [, order = '', letter = ''] = header.match(/'descr':\s*'([<>|=])(\w\d+)'/) ?? [];
  const [, shape] = header.match(/'shape':\s*\(([\d, ]*)\)/) ?? [];
  const type = types.get(letter);
  if (shape === undefined || type === undefined) throw wrong('is of a type that no tensor has');
  if (order === '>') throw wrong('has its bytes the other way round');
  if (/'fortran_order':\s*True/.test(header)) throw wrong('has its columns first; numpy.ascontiguousarray puts rows first');
  const sizes = shape.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]));
  const bytes = new Uint8Array(buffer.subarray(end));
  const expected = sizes.reduce((product, size) => product * size, 1) * Number(letter.slice(1));
  if (bytes.length !== expected) throw wrong(`has ${bytes.length} bytes where its shape needs ${expected}`);
  return { name, type, sizes, bytes };
};

/** Inputs of a file of `numpy.savez`, by name. Throws a UserError that names what is wrong. */
export function npzInputs(content: Uint8Array, file: string): GivenInput[] {
  let total = 0;
  let members: { readonly [name: string]: Uint8Array };
  try {
    members = unzipSync(content, {
      filter: ({ originalSize }) => {
        total += originalSize;
        return total <= mostBytes;
      },
    });
  } catch (error) {
    throw new UserError(`it is no .npz file (${error instanceof Error ? error.message : String(error)}); write it by numpy.savez`, { file });
  }
  if (total > mostBytes) throw new UserError('its arrays have more than 1 GiB; give smaller ones', { file });
  return Object.entries(members).map(([name, member]) => arrayIn(member, name.replace(/\.npy$/, ''), file));
}
