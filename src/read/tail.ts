import type { FileHandle } from 'node:fs/promises';
import type { Block } from './block.js';
import { createSplitter, type Splitter } from './blocks.js';
import { createTranscoder, encodingOf, sampleBytes, type Transcoder } from './encoding.js';

const readBytes = 262_144;

/** How far a file that grows was read, and what is begun there. */
export type Tail = {
  position: number;
  splitter: Splitter;
  /** Null until the first bytes tell the encoding. */
  transcoder: Transcoder | null;
};

/** The tail of a file of which nothing was read. */
export const newTail = (): Tail => ({ position: 0, splitter: createSplitter(), transcoder: null });

/** The whole lines from where the tail stands to the end of the file. `onBytes` sees the bytes as they lie there. */
export async function* readRest(file: FileHandle, tail: Tail, onBytes: (bytes: Buffer) => void = () => {}): AsyncGenerator<Block> {
  while (true) {
    const buffer = Buffer.allocUnsafe(readBytes);
    const { bytesRead } = await file.read(buffer, 0, readBytes, tail.position);
    if (bytesRead === 0) break;
    tail.position += bytesRead;
    const bytes = buffer.subarray(0, bytesRead);
    onBytes(bytes);
    tail.transcoder ??= createTranscoder(encodingOf(bytes.subarray(0, sampleBytes)));
    yield* tail.splitter.push(tail.transcoder.push(bytes));
  }
  yield* tail.splitter.flush();
}
