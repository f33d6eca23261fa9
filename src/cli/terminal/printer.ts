import { fstatSync, writeSync } from 'node:fs';
import type { Printer } from './io.js';

/**
 * Prints to a file, a pipe or a socket without Node's stream for it, which takes a tenth of a start to make. That stream takes over where
 * there is a terminal, and as soon as the other end makes a write wait. `onError` hears of a write that failed.
 */
export const createPrinter = (descriptor: number, streamOf: () => Printer, onError: (error: NodeJS.ErrnoException) => void): Printer => {
  if (!isPlain(descriptor)) return streamOf();
  let stream: Printer | null = null;
  return {
    write: (text) => {
      if (stream !== null) return stream.write(text);
      let rest = typeof text === 'string' ? Buffer.from(text) : text;
      try {
        while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
      } catch (error) {
        const failure = error as NodeJS.ErrnoException;
        if (failure.code === 'EAGAIN') {
          stream = streamOf();
          return stream.write(rest);
        }
        onError(failure);
      }
      return true;
    },
    once: (event, listener) => stream?.once(event, listener),
  };
};

const isPlain = (descriptor: number): boolean => {
  if (process.platform === 'win32') return false;
  try {
    const found = fstatSync(descriptor);
    return found.isFile() || found.isFIFO() || found.isSocket();
  } catch {
    return false;
  }
};
