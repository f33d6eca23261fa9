import type zlib from 'node:zlib';

export type Compression = 'gzip' | 'zstd';

/** The compression that a file's first bytes show, whatever its name; null: none. */
export const compressionOf = (sample: Buffer): Compression | null => {
  if (sample[0] === 0x1f && sample[1] === 0x8b) return 'gzip';
  return sample[0] === 0x28 && sample[1] === 0xb5 && sample[2] === 0x2f && sample[3] === 0xfd ? 'zstd' : null;
};

type ZstdHolder = { readonly createZstdDecompress?: (options: { readonly chunkSize: number }) => NodeJS.ReadWriteStream };

/** The content of a compressed stream. Throws where it ends early or is damaged, after all that could be read before. */
export async function* decompress(chunks: AsyncIterable<Buffer>, compression: Compression): AsyncGenerator<Buffer> {
  // Loaded where it is needed; code that was kept compiled cannot import.
  const { createGunzip, ...others } = process.getBuiltinModule('node:zlib');
  if (compression === 'gzip') return yield* gunzip(chunks, createGunzip({ chunkSize: unpackedBytes }));
  const native = (others as ZstdHolder).createZstdDecompress;
  yield* native === undefined ? unzstd(chunks) : unpackFrames(chunks, () => native({ chunkSize: unpackedBytes }) as zlib.Gunzip);
}

/** A bomb's piece unpacks to a thousand times its size, and all of that waits to be read: pieces are small. */
const mostPieceBytes = 65_536;
const leastPieceBytes = 1024;
/** An error costs what was unpacked of its piece since the last so many bytes; each of them costs a call from another thread. */
const unpackedBytes = 131_072;

/**
 * The same bytes in pieces whose sizes hang on where they stand alone, so that what an error leaves does not depend on how they came. Each is
 * an eighth of what came before it: a short log loses no more of itself to an error than a long one.
 */
async function* evenPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let passed = 0;
  const nextBytes = (): number => Math.min(mostPieceBytes, Math.max(leastPieceBytes, passed >> 3));
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    for (let size = nextBytes(); bytes.length - at >= size; size = nextBytes()) {
      yield bytes.subarray(at, at + size);
      at += size;
      passed = Math.min(8 * mostPieceBytes, passed + size);
    }
    rest = bytes.subarray(at);
  }
  if (rest.length > 0) yield rest;
}

/** A stream of zlib that is fed by hand. */
type Unpacking = {
  /** Gives it bytes, and waits until they are unpacked. */
  write(piece: Buffer): Promise<void>;
  /** Says that no more come; it fails where the data do not end here. */
  end(): Promise<void>;
  /** What it has unpacked; throws its error behind that. */
  take(): Generator<Buffer>;
  /** Whether the data have ended by themselves: what stands behind them it leaves alone. */
  isOver(): boolean;
  /** How many of the bytes that were written it used. */
  usedBytes(): number;
  close(): void;
};

/** Not by `pipe`: a stream that fails drops what it had unpacked and nobody had read yet. */
function createUnpacking(stream: zlib.Gunzip): Unpacking {
  let ready: Buffer[] = [];
  let failure: Error | null = null;
  let isOver = false;
  let wake = (): void => {};
  stream.on('data', (data: Buffer) => ready.push(data));
  stream.once('end', () => {
    isOver = true;
    wake();
  });
  stream.once('error', (error) => {
    failure = error;
    wake();
  });
  const until = (begin: (done: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      begin(resolve);
    });
  return {
    write: (piece) => until((done) => stream.write(piece, () => done())),
    end: async () => {
      if (!isOver && failure === null) await until(() => stream.end());
    },
    *take() {
      const taken = ready;
      ready = [];
      yield* taken;
      if (failure !== null) throw failure;
    },
    isOver: () => isOver,
    usedBytes: () => stream.bytesWritten,
    close: () => stream.destroy(),
  };
}

/** All members of a gzip file; what is no member behind them is left alone, as `gzip -dc` does. */
async function* gunzip(chunks: AsyncIterable<Buffer>, stream: zlib.Gunzip): AsyncGenerator<Buffer> {
  const unpacking = createUnpacking(stream);
  try {
    for await (const piece of evenPieces(chunks)) {
      if (unpacking.isOver()) return;
      await unpacking.write(piece);
      yield* unpacking.take();
    }
    await unpacking.end();
    yield* unpacking.take();
  } finally {
    unpacking.close();
  }
}

/** The frames of a Zstandard file, one behind another: Node's stream ends with the first, and says how much it used. */
async function* unpackFrames(chunks: AsyncIterable<Buffer>, create: () => zlib.Gunzip): AsyncGenerator<Buffer> {
  let open: Unpacking | null = null;
  try {
    for await (const piece of evenPieces(chunks)) {
      for (let rest: Buffer = piece; rest.length > 0; ) {
        open ??= createUnpacking(create());
        const before = open.usedBytes();
        await open.write(rest);
        yield* open.take();
        if (!open.isOver()) break;
        rest = rest.subarray(open.usedBytes() - before);
        open.close();
        open = null;
      }
    }
    await open?.end();
    if (open !== null) yield* open.take();
  } finally {
    open?.close();
  }
}

/** What the zstd program and Node's own allow unless told otherwise. */
const mostWindowBytes = 2 ** 27;

/** The memory that a Zstandard frame asks for, by its header (RFC 8878, 3.1.1.1). */
const windowBytesOf = (frame: Buffer): number => {
  const descriptor = frame[4] ?? 0;
  if ((descriptor & 32) === 0) {
    const base = 2 ** (10 + ((frame[5] ?? 0) >> 3));
    return base + (base / 8) * ((frame[5] ?? 0) & 7);
  }
  const at = 5 + ([0, 1, 2, 4][descriptor & 3] ?? 0);
  const sizeBytes = [1, 2, 4, 8][descriptor >> 6] ?? 1;
  return frame.length < at + sizeBytes ? 0 : sizeBytes === 8 ? Number(frame.readBigUInt64LE(at)) : frame.readUIntLE(at, sizeBytes);
};

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
  for await (const piece of evenPieces(chunks)) {
    if (isComplete && compressionOf(piece) === 'zstd' && windowBytesOf(piece) > mostWindowBytes) throw new Error('it asks for a window of more than 128 MiB');
    isComplete = false;
    yield* pushAll(stream, piece, take);
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
