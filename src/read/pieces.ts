import type { Block } from './block.js';

const pieceBytes = 65_536;
const lineFeed = 10;

/** A block in pieces of whole lines, 64 KiB and the rest of a line each: whoever may have seen enough looks up after each of them. */
export function* piecesOf(block: Block): Generator<Block> {
  const { bytes } = block;
  let { firstLine } = block;
  let start = 0;
  while (bytes.length - start > pieceBytes) {
    const feed = bytes.indexOf(lineFeed, start + pieceBytes - 1);
    if (feed < 0 || feed === bytes.length - 1) break;
    const piece = bytes.subarray(start, feed + 1);
    const lines = feedsIn(piece);
    yield { bytes: piece, firstLine, lines };
    firstLine += lines;
    start = feed + 1;
  }
  if (start === 0) yield block;
  // Lines that were cut are counted once.
  else yield { bytes: bytes.subarray(start), firstLine, ...(block.cutLines === undefined ? {} : { cutLines: block.cutLines }) };
}

/** The lines of a block after one of them; the whole block where that stands before it, null where none is left. */
export function linesAfter(block: Block, line: number): Block | null {
  let start = 0;
  for (let passed = block.firstLine; passed <= line; passed += 1) {
    const feed = block.bytes.indexOf(lineFeed, start);
    if (feed < 0 || feed === block.bytes.length - 1) return null;
    start = feed + 1;
  }
  return start === 0
    ? block
    : { bytes: block.bytes.subarray(start), firstLine: line + 1, ...(block.cutLines === undefined ? {} : { cutLines: block.cutLines }) };
}

function feedsIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}
