import { Readable } from 'node:stream';
import type zlib from 'node:zlib';

export type Compression = 'gzip' | 'zstd';

/** The compression that a file's first bytes show, whatever its name; null: none. */
export const compressionOf = (sample: Buffer): Compression | null => {
  if (sample[0] === 0x1f && sample[1] === 0x8b) return 'gzip';
  return sample[0] === 0x28 && sample[1] === 0xb5 && sample[2] === 0x2f && sample[3] === 0xfd ? 'zstd' : null;
};

type ZstdHolder = { readonly createZstdDecompress?: () => NodeJS.ReadWriteStream };

/** The content of a compressed stream. Throws where it ends early or is damaged, after all that could be read before. */
export async function* decompress(chunks: AsyncIterable<Buffer>, compression: Compression): AsyncGenerator<Buffer> {
  const { createGunzip, ...others } = await import('node:zlib');
  if (compression === 'gzip') return yield* through(chunks, createGunzip());
  const native = (others as ZstdHolder).createZstdDecompress;
  yield* native === undefined ? unzstd(chunks) : through(chunks, native() as zlib.Gunzip);
}

async function* through(chunks: AsyncIterable<Buffer>, stream: zlib.Gunzip): AsyncGenerator<Buffer> {
  const source = Readable.from(chunks);
  source.once('error', (error) => stream.destroy(error));
  try {
    yield* source.pipe(stream) as AsyncIterable<Buffer>;
  } finally {
    source.destroy();
  }
}

/** For Node before 22.15, which has no zstd. */
async function* unzstd(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { Decompress } = await import('fzstd');
  let ready: Buffer[] = [];
  let isComplete = true;
  const stream = new Decompress((data, isFinal) => {
    if (data.length > 0) ready.push(Buffer.from(data));
    isComplete = isFinal === true;
  });
  const take = (): Buffer[] => {
    const taken = ready;
    ready = [];
    return taken;
  };
  for await (const chunk of chunks) {
    isComplete = false;
    yield* pushAll(stream, chunk, take);
  }
  yield* pushAll(stream, Buffer.alloc(0), take, true);
  if (!isComplete) throw new Error('unexpected end of file');
}

type Push = { push(chunk: Uint8Array, final?: boolean): unknown };

/** Gives what was decoded before an error first. */
function* pushAll(stream: Push, chunk: Uint8Array, take: () => Buffer[], isFinal = false): Generator<Buffer> {
  let failure: unknown = null;
  try {
    stream.push(chunk, isFinal);
  } catch (error) {
    failure = error;
  }
  yield* take();
  if (failure !== null) throw failure;
}
