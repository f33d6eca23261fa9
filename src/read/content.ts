import type { Block } from './block.js';
import { blocksOf } from './blocks.js';
import { compressionOf, decompress } from './decompress.js';
import { encodingOf, sampleBytes, transcode } from './encoding.js';
import { InputError } from './source.js';

/** Enough to tell a compression by. */
const magicBytes = 4;

/** The beginning of a stream (`least` bytes, where it has as many), and the whole of it again: a pipe's first chunk may be a single byte. */
const peek = async (chunks: AsyncIterable<Buffer>, least: number): Promise<{ readonly first: Buffer; readonly all: AsyncIterable<Buffer> }> => {
  const iterator = chunks[Symbol.asyncIterator]();
  const begun: Buffer[] = [];
  let size = 0;
  let failure: { readonly error: unknown } | null = null;
  try {
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
      begun.push(next.value);
      size += next.value.length;
      if (size >= least) break;
    }
  } catch (error) {
    // What came before it is read first.
    if (size === 0) throw error;
    failure = { error };
  }
  return {
    first: Buffer.concat(begun, size),
    all: (async function* () {
      try {
        yield* begun;
        if (failure !== null) throw failure.error;
        yield* { [Symbol.asyncIterator]: () => iterator };
      } finally {
        await iterator.return?.();
      }
    })(),
  };
};

/** A stream, or anything else that gives chunks. */
type Chunks = AsyncIterable<Buffer | string> & { destroy?(): unknown };

async function* buffers(chunks: Chunks): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

const nameOf = (path: string): string => (path === '-' ? 'standard input' : path);

/** What is told of a stream or file that could not be read to its end. */
export const failureOf = (path: string, error: unknown, isCompressed: boolean): InputError =>
  error instanceof InputError ? error : failed(path, reasonOf(error, isCompressed));

const failed = (path: string, reason: string): InputError => new InputError({ path, message: `${nameOf(path)}: ${reason}.` });

const reasonOf = (error: unknown, isCompressed: boolean): string => {
  const text = error instanceof Error ? error.message : String(error);
  if (!isCompressed) return `reading stopped (${text}); what came before it is used, so check the disk and try again`;
  const isShort = /unexpected end|premature|unexpected eof/i.test(text);
  return isShort
    ? 'the compressed data ends too early; what could be unpacked is used, so copy the file again in full'
    : `the compressed data is damaged (${text}); what could be unpacked is used, so copy the file again`;
};

/**
 * The lines of a stream of bytes: unpacked if it is compressed, as UTF-8, in blocks. Throws an `InputError` where it is
 * empty, no text, or cannot be read to its end; what came before is given first. `isLive`: lines are given on as they come.
 */
export async function* contentOf(path: string, chunks: Chunks, isLive: boolean): AsyncGenerator<Block> {
  let isCompressed = false;
  try {
    // Who follows a log waits for its lines: there what has come must do.
    const least = isLive ? magicBytes : sampleBytes;
    const packed = await peek(buffers(chunks), least);
    if (packed.first.length === 0) throw failed(path, 'there is nothing in it; check that the log was written to it');
    const compression = compressionOf(packed.first);
    isCompressed = compression !== null;
    const plain = compression === null ? packed : await peek(decompress(packed.all, compression), least);
    const encoding = encodingOf(plain.first.subarray(0, sampleBytes));
    if (encoding === 'binary') throw failed(path, 'this is no text but binary data; name the log itself');
    yield* blocksOf(transcode(plain.all, encoding), isLive);
  } catch (error) {
    throw failureOf(path, error, isCompressed);
  } finally {
    chunks.destroy?.();
  }
}
