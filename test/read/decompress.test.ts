import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressionOf, decompress } from '../../src/read/decompress.js';

const magic = [0x28, 0xb5, 0x2f, 0xfd];

describe('a compression', () => {
  it.each([
    [[0x1f, 0x8b], 'gzip'],
    [[0x1f, 0x8b, 8, 0], 'gzip'],
    [magic, 'zstd'],
    [[...magic, 0], 'zstd'],
    [[0x1f], null],
    [[0x1f, 0x8c], null],
    [[0x1e, 0x8b], null],
    [[0x28, 0xb5, 0x2f], null],
    [[0x28, 0xb5, 0x2f, 0xfe], null],
    [[0x28, 0xb5, 0x2e, 0xfd], null],
    [[0x28, 0xb4, 0x2f, 0xfd], null],
    [[0x29, 0xb5, 0x2f, 0xfd], null],
    [[], null],
  ] as const)('shows by the first bytes: %j', (bytes, compression) => {
    expect(compressionOf(Buffer.from([...bytes]))).toBe(compression);
  });
});

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const unpacked = async (bytes: Buffer, compression: 'gzip' | 'zstd', size = bytes.length): Promise<string> => {
  const pieces: Buffer[] = [];
  for await (const piece of decompress(chunksOf(bytes, size), compression)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString();
};

/** A frame of Zstandard (RFC 8878) with one raw block. */
const frameOf = (header: readonly number[], text = 'hello'): Buffer => Buffer.from([...magic, ...header, (text.length << 3) | 1, 0, 0, ...Buffer.from(text)]);

const littleEndian = (value: number, bytes: number): number[] => Array.from({ length: bytes }, (_, index) => Math.floor(value / 256 ** index) % 256);
const mebibyte = 2 ** 20;

describe('a packed stream', () => {
  const text = Array.from({ length: 9000 }, (_, index) => `line ${index} ${Math.sin(index)}\n`).join('');

  it.each([1, 1000, 65_535, 65_536, 65_537, 1_000_000])('is unpacked whole from chunks of %i bytes', async (size) => {
    expect(await unpacked(gzipSync(text), 'gzip', size)).toBe(text);
  });

  it('may be several, one behind another', async () => {
    expect(await unpacked(Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]), 'gzip')).toBe('one\ntwo\n');
    expect(await unpacked(Buffer.concat([frameOf([0x20, 5]), frameOf([0x20, 5], 'there')]), 'zstd')).toBe('hellothere');
  });

  it.each([1, 7, 1000])('of Zstandard may hold several frames that chunks of %i bytes cut anywhere', async (size) => {
    const frames = Buffer.concat(['one\n', 'two\n', 'three\n'].map((word) => frameOf([0x20, word.length], word)));
    expect(await unpacked(frames, 'zstd', size)).toBe('one\ntwo\nthree\n');
  });

  it('of gzip may be followed by what is none', async () => {
    expect(await unpacked(Buffer.concat([gzipSync('one\n'), Buffer.from('\0\0 and more')]), 'gzip')).toBe('one\n');
  });

  it.each(['gzip', 'zstd'] as const)('that ends early says so: %s', async (compression) => {
    const packed = compression === 'gzip' ? gzipSync(text) : frameOf([0x20, 5]);
    await expect(unpacked(packed.subarray(0, packed.length - 3), compression)).rejects.toThrow(/unexpected end|unexpected eof|premature/i);
  });

  it.each([0.4, 0.9])('that is damaged gives all but an eighth of what stands before that place: %d of the way', async (share) => {
    const packed = gzipSync(text);
    const at = Math.floor(share * packed.length);
    packed.fill(0x55, at, at + 500);
    const pieces: Buffer[] = [];
    const reading = (async () => {
      for await (const piece of decompress(chunksOf(packed, 1000), 'gzip')) pieces.push(Buffer.from(piece));
    })();
    await expect(reading).rejects.toThrow();
    const given = Buffer.concat(pieces).toString();
    expect(text.startsWith(given.slice(0, 0.8 * share * text.length))).toBe(true);
    expect(given.length).toBeGreaterThan(0.8 * share * text.length);
  });

  it('that is damaged says so', async () => {
    const packed = frameOf([0x20, 5]);
    packed[6] = 0xff;
    await expect(unpacked(packed, 'zstd')).rejects.toThrow();
  });

  it.each<[string, number[]]>([
    ['its content, in one byte', [0x20, 5]],
    ['its content, in two bytes', [0x60, ...littleEndian(0, 2)]],
    ['its content, in four bytes', [0xa0, ...littleEndian(5, 4)]],
    ['its content, in eight bytes', [0xe0, ...littleEndian(5, 8)]],
    ['a window', [0x00, 0x00]],
    ['a window of 128 MiB', [0x00, 17 << 3]],
  ])('of Zstandard may ask for memory by %s', async (what, header) => {
    const text = what.endsWith('two bytes') ? 'x'.repeat(256) : 'hello';
    const frame = Buffer.from([...magic, ...header, ...littleEndian((text.length << 3) | 1, 3), ...Buffer.from(text)]);
    expect(await unpacked(frame, 'zstd')).toBe(text);
  });

  it.each<[string, number[]]>([
    ['its content, in four bytes', [0xa0, ...littleEndian(512 * mebibyte, 4)]],
    ['its content, in eight bytes', [0xe0, ...littleEndian(2 ** 40, 8)]],
    ['its content, behind the number of a dictionary in one byte', [0xa1, 1, ...littleEndian(200 * mebibyte, 4)]],
    ['its content, behind the number of a dictionary in two bytes', [0xa2, 1, 0, ...littleEndian(200 * mebibyte, 4)]],
    ['its content, behind the number of a dictionary in four bytes', [0xa3, 1, 0, 0, 0, ...littleEndian(200 * mebibyte, 4)]],
    ['a window of 144 MiB', [0x00, (17 << 3) | 1]],
    ['a window of 1 TiB', [0x00, 30 << 3]],
  ])('of Zstandard may not ask for more than 128 MiB by %s', async (_, header) => {
    await expect(unpacked(frameOf(header), 'zstd')).rejects.toThrow(/more than 128 MiB|too much memory|dictionary/i);
  });
});
