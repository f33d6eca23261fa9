import type { Block } from './block.js';

/** How much of a line is kept; the rest is dropped, so that a file without line feeds needs no more memory. */
export const longestLineBytes = 1_048_576;
const blockBytes = 1_048_576;
/** A chunk shorter than this means that the pipe was drained. */
const fullPipeBytes = 65_536;
const lineFeed = 10;

/**
 * Cuts a stream of chunks of any size into blocks of whole lines, about a MiB each. The lines are the same however the
 * chunks were cut. A line past `longestLineBytes` loses its rest, which `cutLines` counts.
 * A block holds only until the next is asked for.
 * `isLive`: lines are given on as soon as the writer pauses. An error of the stream is thrown after what came before it.
 */
export async function* blocksOf(chunks: AsyncIterable<Buffer>, isLive = false): AsyncGenerator<Block> {
  const splitter = createSplitter(1, createJoin());
  try {
    for await (const chunk of chunks) {
      yield* splitter.push(chunk);
      if (isLive && chunk.length < fullPipeBytes) yield* splitter.flush();
    }
  } catch (error) {
    yield* splitter.end();
    throw error;
  }
  yield* splitter.end();
}

/** Gathers chunks until a block is full. */
export type Splitter = {
  push(chunk: Buffer): Block[];
  /** The whole lines gathered so far, although the block is not full: for a file that is followed. */
  flush(): Block[];
  /** Everything that is left, an unended line too. */
  end(): Block[];
};

/** Puts pieces of so many bytes together. */
type Join = (pieces: readonly Buffer[], bytes: number) => Buffer;

/** Joins into one piece of memory, over what was joined before: new memory for each block has to be collected again. */
const createJoin = (): Join => {
  let room: Buffer = Buffer.alloc(0);
  return (pieces, bytes) => {
    if (room.length < bytes) room = Buffer.allocUnsafeSlow(bytes + blockBytes);
    let at = 0;
    for (const piece of pieces) at += piece.copy(room, at);
    return room.subarray(0, bytes);
  };
};

/** `firstLine`: number of the next line. */
export const createSplitter = (firstLine = 1, join: Join = Buffer.concat): Splitter => {
  let pieces: Buffer[] = [];
  let size = 0;
  /** How many of those bytes are whole lines. */
  let wholeBytes = 0;
  let line = firstLine;
  /** Bytes of the line that is not ended yet, also those that were dropped. */
  let openBytes = 0;
  let cutLines = 0;

  const gather = (piece: Buffer): void => {
    if (piece.length === 0) return;
    pieces.push(piece);
    size += piece.length;
  };

  const release = (): Block[] => {
    if (size === 0) return [];
    const bytes = pieces.length === 1 ? (pieces[0] ?? Buffer.alloc(0)) : join(pieces, size);
    const firstLine = line;
    for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) line += 1;
    const lines = line - firstLine + (bytes[bytes.length - 1] === lineFeed ? 0 : 1);
    const block: Block = { bytes, firstLine, lines, ...(cutLines > 0 ? { cutLines } : {}) };
    pieces = [];
    size = 0;
    wholeBytes = 0;
    cutLines = 0;
    return [block];
  };

  /** Adds a piece of the open line, as far as there is room for it. */
  const extend = (piece: Buffer): void => {
    const room = longestLineBytes - openBytes;
    if (room > 0) gather(piece.length > room ? piece.subarray(0, room) : piece);
    openBytes += piece.length;
    if (openBytes > longestLineBytes && openBytes - piece.length <= longestLineBytes) cutLines += 1;
  };

  /** Gathers whole lines, each within its limit. */
  const addLines = (lines: Buffer): void => {
    let start = 0;
    // Only a line that is longer than the limit needs a look; the first may have begun in an earlier chunk.
    while (start < lines.length) {
      const end = lines.indexOf(lineFeed, start) + 1;
      if (openBytes === 0 && lines.length - start <= longestLineBytes) {
        gather(lines.subarray(start));
        return;
      }
      extend(lines.subarray(start, end - 1));
      gather(lines.subarray(end - 1, end));
      openBytes = 0;
      start = end;
    }
  };

  const push = (chunk: Buffer): Block[] => {
    const last = chunk.lastIndexOf(lineFeed);
    if (last < 0) {
      extend(chunk);
      return [];
    }
    addLines(chunk.subarray(0, last + 1));
    wholeBytes = size;
    const blocks = size >= blockBytes ? release() : [];
    extend(chunk.subarray(last + 1));
    return blocks;
  };

  const flush = (): Block[] => {
    if (openBytes === 0) return release();
    // A line that drips in byte by byte must not be put together anew for each of them.
    if (wholeBytes === 0) return [];
    const bytes = Buffer.concat(pieces, size);
    const rest = bytes.subarray(wholeBytes);
    pieces = [bytes.subarray(0, wholeBytes)];
    size = wholeBytes;
    const blocks = release();
    gather(rest);
    return blocks;
  };

  return { push, flush, end: release };
};
