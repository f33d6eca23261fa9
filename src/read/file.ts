import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { contentOf } from './content.js';
import { compressionOf } from './decompress.js';
import { encodingOf } from './encoding.js';
import { sampleOf } from './sample.js';
import type { InputProblem, Source } from './source.js';

const readBytes = 1_048_576;

/** A file as a source, or what is wrong with it. `failureText` words an error of the file system. */
export const openFile = async (path: string, failureText: (error: unknown) => string): Promise<Source | InputProblem> => {
  try {
    const found = await stat(path);
    // A pipe can be read only once: its beginning is looked at as it is read.
    if (found.isFile()) {
      const sample = await sampleOf(path);
      if (sample.length === 0) return { path, message: `${path}: this file is empty; check that the log was written to it.` };
      if (compressionOf(sample) === null && encodingOf(sample) === 'binary') return { path, message: binaryMessage(path) };
    }
    return {
      path,
      bytes: found.isFile() ? found.size : null,
      modified: found.isFile() ? found.mtimeMs / 1000 : null,
      blocks: () => contentOf(path, createReadStream(path, { highWaterMark: readBytes }), false),
    };
  } catch (error) {
    return { path, message: `${path}: ${failureText(error)}.` };
  }
};

/** What is said of a file that is no text. */
const binaryMessage = (path: string): string => `${path}: this is no text but binary data; name the log itself.`;
