import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { compressionOf, decompress } from '../../read/decompress.js';
import { sampleOf } from '../../read/sample.js';

const readBytes = 1 << 20;

/** The first bytes of a file, unpacked where it is compressed; fewer where it ends, or is damaged, before. */
export async function* beginningOf(path: string, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  try {
    const compression = compressionOf(sampleOf(path));
    const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: Math.min(bytes, readBytes) });
    for await (const chunk of compression === null ? chunks : decompress(chunks, compression)) {
      yield chunk.subarray(0, left);
      left -= Math.min(left, chunk.length);
      if (left === 0) return;
    }
  } catch {
    // What cannot be read is told where it is read.
  }
}

/** Whether a file, unpacked where it is compressed, begins with the bytes of this hash (SHA-256). */
export const beginsWith = async (path: string, { bytes, hash }: { readonly bytes: number; readonly hash: string }): Promise<boolean> => {
  const seen = createHash('sha256');
  let count = 0;
  for await (const chunk of beginningOf(path, bytes)) {
    seen.update(chunk);
    count += chunk.length;
  }
  return count === bytes && seen.digest('hex') === hash;
};
