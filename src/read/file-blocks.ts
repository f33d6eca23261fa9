import { closeSync, openSync, readSync } from 'node:fs';
import type { Block } from './block.js';
import { createSplitter, longestLineBytes } from './blocks.js';

const readBytes = 1_048_576;
const lineFeed = 10;

/**
 * The lines of a file of UTF-8 in blocks, all in one piece of memory: a block holds only until the next is asked for. New memory for each,
 * as a stream takes it, costs as much as the reading. Throws an error of the file system after what came before it.
 */
export async function* blocksOfFile(path: string): AsyncGenerator<Block> {
  const file = openSync(path, 'r');
  try {
    const room = Buffer.allocUnsafeSlow(longestLineBytes + readBytes);
    let firstLine = 1;
    /** Bytes of a line that is not ended yet, at the beginning of the room. */
    let begun = 0;
    for (let read = readSync(file, room, 0, readBytes, null); read > 0; read = readSync(file, room, begun, readBytes, null)) {
      // Between two blocks Ctrl-C must be heard.
      await new Promise((resolve) => setImmediate(resolve));
      const end = begun + read;
      // A line that began in an earlier piece may be too long although it ends in this one.
      if (begun > 0 && endOfLine(room, begun, end) > longestLineBytes) {
        yield* withLongLines(file, Buffer.from(room.subarray(0, end)), firstLine);
        return;
      }
      const whole = room.lastIndexOf(lineFeed, end - 1) + 1;
      const lines = whole === 0 ? 0 : countFeeds(room, whole);
      if (whole > 0) yield { bytes: room.subarray(0, whole), firstLine, lines };
      firstLine += lines;
      room.copy(room, 0, whole, end);
      begun = end - whole;
    }
    if (begun > 0) yield { bytes: room.subarray(0, begun), firstLine, lines: 1 };
  } finally {
    closeSync(file);
  }
}

/** The rest of the file, from a line on that is longer than the limit. */
async function* withLongLines(file: number, begun: Buffer, firstLine: number): AsyncGenerator<Block> {
  const splitter = createSplitter(firstLine);
  for (let piece = begun; piece.length > 0; ) {
    yield* splitter.push(piece);
    await new Promise((resolve) => setImmediate(resolve));
    const room = Buffer.allocUnsafeSlow(readBytes);
    piece = room.subarray(0, readSync(file, room, 0, readBytes, null));
  }
  yield* splitter.end();
}

function endOfLine(bytes: Buffer, from: number, end: number): number {
  const feed = bytes.indexOf(lineFeed, from);
  return feed < 0 || feed > end ? end : feed;
}

/** Line feeds in the first bytes. */
function countFeeds(bytes: Buffer, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0 && at < end; at = bytes.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}
