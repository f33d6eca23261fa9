import { open } from 'node:fs/promises';
import { sampleBytes } from './encoding.js';

/** The first bytes of a file. Throws what the file system says. */
export const sampleOf = async (path: string): Promise<Buffer> => {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(sampleBytes);
    const { bytesRead } = await file.read(buffer, 0, sampleBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};
