import type { Block } from '../read/block.js';
import { type Automaton, findInBytes } from './automaton.js';

const lineFeed = 10;

/** Lines of a block in which a literal of the automaton stands: offset of their first byte and their number. */
export function candidateLines(automaton: Automaton, { bytes, firstLine }: Block): { offset: number; line: number }[] {
  const found: { offset: number; line: number }[] = [];
  let line = firstLine;
  let start = 0;
  let at = 0;
  while (at < bytes.length) {
    const end = findInBytes(automaton, bytes, at, bytes.length);
    if (end === -1) break;
    // Buffer.indexOf runs at several GB/s: counting line feeds here costs less than one more test for each byte of the scan.
    for (let feed = bytes.indexOf(lineFeed, start); feed !== -1 && feed < end; feed = bytes.indexOf(lineFeed, start)) {
      line++;
      start = feed + 1;
    }
    found.push({ offset: start, line });
    const feed = bytes.indexOf(lineFeed, end);
    if (feed === -1) break;
    at = feed + 1;
  }
  return found;
}
