import { closeSync, openSync, readSync } from 'node:fs';
import { sampleBytes } from './encoding.js';

/** The first bytes of a file. Throws what the file system says. */
export const sampleOf = (path: string): Buffer => {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(sampleBytes);
    return buffer.subarray(0, readSync(file, buffer, 0, sampleBytes, 0));
  } finally {
    closeSync(file);
  }
};
