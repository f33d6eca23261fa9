/**
 * Finds the first of many literals in bytes, ASCII case folded, by skipping (Wu and Manber, "A fast algorithm for multi-pattern
 * searching", 1994): the last four bytes of a window as long as the shortest literal say how far the window can move. In a
 * log most bytes are never looked at, so this is several times as fast as an automaton that reads each of them.
 */
export type SkipSearch = {
  /** Offset behind the first literal that begins at or after `from` and ends at or before `to`; -1 where there is none. */
  find(bytes: Uint8Array, from: number, to: number): number;
};

/** Shorter literals would leave no room to skip. */
export const shortestSkipLiteral = 8;

const blockLength = 4;
/** Blocks are told apart by a hash of so many bits: the table of shifts (128 KiB) stays near the processor. */
const hashBits = 17;
/** Knuth's multiplier, 2³² over the golden ratio: neighbours land far from one another. */
const multiplier = 0x9e3779b1;
/** Sets the bit by which small letters differ from capitals; of other bytes some are taken for one another, which only shortens a skip. */
const lowerCase = 0x20202020;

const hashOf = (block: number): number => Math.imul(block | lowerCase, multiplier) >>> (32 - hashBits);

/** Builds it for lower-case ASCII literals of at least `shortestSkipLiteral` characters. */
export function createSkipSearch(literals: readonly string[]): SkipSearch {
  if (literals.length === 0) return { find: () => -1 };
  const window = literals.reduce((least, literal) => Math.min(least, literal.length), 10);
  const shifts = new Uint8Array(1 << hashBits).fill(window - blockLength + 1);
  const buckets = new Map<number, Buffer[]>();
  for (const literal of literals) {
    const bytes = Buffer.from(literal, 'latin1');
    for (let end = blockLength; end <= window; end++) {
      const hash = hashOf(bytes.readInt32LE(end - blockLength));
      shifts[hash] = Math.min(shifts[hash] as number, window - end);
    }
    const last = hashOf(bytes.readInt32LE(window - blockLength));
    buckets.set(last, [...(buckets.get(last) ?? []), bytes]);
  }
  let seen: Uint8Array = Buffer.alloc(0);
  let view = new DataView(seen.buffer, 0, 0);

  const find = (bytes: Uint8Array, from: number, to: number): number => {
    if (bytes !== seen) {
      seen = bytes;
      view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const last = to - blockLength;
    let at = from + window - blockLength;
    while (at <= last) {
      const hash = hashOf(view.getInt32(at, true));
      const shift = shifts[hash] as number;
      if (shift !== 0) {
        at += shift;
        continue;
      }
      const start = at - window + blockLength;
      for (const literal of buckets.get(hash) ?? []) if (start + literal.length <= to && standsAt(literal, bytes, start)) return start + literal.length;
      at++;
    }
    return -1;
  };
  return { find };
}

function standsAt(literal: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let index = 0; index < literal.length; index++) {
    const byte = bytes[start + index] as number;
    const folded = byte >= 65 && byte <= 90 ? byte + 32 : byte;
    if (folded !== literal[index]) return false;
  }
  return true;
}
