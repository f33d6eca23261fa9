import type { Numbers } from './lists.js';

/**
 * Arrays of numbers and ASCII texts in one file, so that a start makes nothing of them but views: a directory of four numbers a part (bytes
 * of one element, offset, bytes, the first one: how many parts there are), then the parts, each from a multiple of 8 on. Little-endian.
 */
export type Packed = {
  /** The array of that number. */
  numbers(part: number): Numbers;
  /** The text of that number. */
  text(part: number): string;
};

const entryNumbers = 4;
const isSwapped = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** Lays them into one file, in this order. */
export function pack(parts: readonly (Numbers | string)[]): Buffer {
  const contents = parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part.buffer, part.byteOffset, part.byteLength)));
  const directory = new Uint32Array(parts.length * entryNumbers);
  let offset = aligned(directory.byteLength);
  contents.forEach((content, index) => {
    const part = parts[index] as Numbers | string;
    directory.set([typeof part === 'string' ? 1 : part.BYTES_PER_ELEMENT, offset, content.length, parts.length], index * entryNumbers);
    offset = aligned(offset + content.length);
  });
  const file = Buffer.alloc(offset);
  file.set(new Uint8Array(directory.buffer));
  contents.forEach((content, index) => {
    file.set(content, directory[index * entryNumbers + 1]);
  });
  return file;
}

function aligned(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}

/** The parts of such a file. */
export function unpack(file: Buffer): Packed {
  // A view needs an offset that its elements divide.
  const bytes = file.byteOffset % 8 === 0 ? file : Buffer.from(new Uint8Array(file).buffer);
  const entry = (part: number, field: number): number => bytes.readUInt32LE((part * entryNumbers + field) * 4);
  return {
    numbers(part) {
      const width = entry(part, 0);
      const start = bytes.byteOffset + entry(part, 1);
      const length = entry(part, 2) / width;
      if (width === 1) return new Uint8Array(bytes.buffer, start, length);
      const swap = isSwapped ? Buffer.from(new Uint8Array(bytes.buffer.slice(start, start + length * width)).buffer) : null;
      if (width === 2) return swap === null ? new Uint16Array(bytes.buffer, start, length) : new Uint16Array(swap.swap16().buffer);
      return swap === null ? new Uint32Array(bytes.buffer, start, length) : new Uint32Array(swap.swap32().buffer);
    },
    text: (part) => bytes.toString('latin1', entry(part, 1), entry(part, 1) + entry(part, 2)),
  };
}
