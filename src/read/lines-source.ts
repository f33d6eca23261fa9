import { Readable } from 'node:stream';
import { contentOf } from './content.js';
import type { Source } from './source.js';

/** What a program may hand over as a log: a stream of bytes or text in chunks of any size, or lines one by one. */
export type LogInput = AsyncIterable<string | Uint8Array> | Iterable<string>;

/**
 * A log that a program holds already, as a source. The chunks of a stream are cut at line feeds; anything else that can be iterated
 * gives lines, with or without their line feed (a string with line feeds inside is several), or bytes.
 */
export const inputSource = (name: string, input: LogInput): Source => ({
  path: name,
  bytes: null,
  modified: null,
  blocks: () => contentOf(name, Readable.from(isStream(input) ? bytesOf(input) : bytesOfLines(input), { objectMode: false }), false),
});

/** Node's and the web's streams; one of objects (`Readable.from(lines)`) holds lines. */
const isStream = (input: LogInput): input is AsyncIterable<string | Uint8Array> =>
  Symbol.asyncIterator in input && ('getReader' in input || ('pipe' in input && !('readableObjectMode' in input && input.readableObjectMode === true)));

const viewOf = (chunk: Uint8Array): Buffer => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);

async function* bytesOf(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : viewOf(chunk);
}

async function* bytesOfLines(lines: LogInput): AsyncGenerator<Buffer> {
  for await (const line of lines) {
    if (typeof line !== 'string') yield viewOf(line);
    // What holds a line feed may be several lines, or a chunk that breaks inside one: it is taken as it stands.
    else yield Buffer.from(line.includes('\n') ? line : `${line}\n`);
  }
}
