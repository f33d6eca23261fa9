import { createReadStream, statSync } from 'node:fs';
import type { Block } from './block.js';
import { contentOf, failureOf } from './content.js';
import { compressionOf } from './decompress.js';
import { encodingOf } from './encoding.js';
import { blocksOfFile } from './file-blocks.js';
import { sampleOf } from './sample.js';
import type { InputProblem, Source } from './source.js';

const readBytes = 1_048_576;

/** A file as a source, or what is wrong with it. `failureText` words an error of the file system. */
export const openFile = (path: string, failureText: (error: unknown) => string): Source | InputProblem => {
  try {
    const found = statSync(path);
    // A pipe can be read only once: its beginning is looked at as it is read.
    if (!found.isFile()) return { path, bytes: null, modified: null, blocks: () => streamed(path) };
    const sample = sampleOf(path);
    if (sample.length === 0) return { path, message: `${path}: this file is empty; check that the log was written to it.` };
    const encoding = compressionOf(sample) === null ? encodingOf(sample) : null;
    if (encoding === 'binary') return { path, message: binaryMessage(path) };
    // A short log has been read by now; a stream would cost as much as all of its lines.
    const isWhole = sample.length === found.size;
    const blocks = (): AsyncIterable<Block> => {
      if (isWhole) return contentOf(path, only(sample), false);
      return encoding === 'utf8' ? plain(path) : streamed(path);
    };
    return { path, bytes: found.size, modified: found.mtimeMs / 1000, blocks };
  } catch (error) {
    return { path, message: `${path}: ${failureText(error)}.` };
  }
};

const streamed = (path: string): AsyncIterable<Block> => contentOf(path, createReadStream(path, { highWaterMark: readBytes }), false);

async function* plain(path: string): AsyncGenerator<Block> {
  try {
    yield* blocksOfFile(path);
  } catch (error) {
    throw failureOf(path, error, false);
  }
}

async function* only(chunk: Buffer): AsyncGenerator<Buffer> {
  // Among thousands of short files Ctrl-C must be heard.
  await new Promise((resolve) => setImmediate(resolve));
  yield chunk;
}

/** What is said of a file that is no text. */
const binaryMessage = (path: string): string => `${path}: this is no text but binary data; name the log itself.`;
