import { Readable } from 'node:stream';
import { contentOf } from './content.js';
import type { Source } from './source.js';

/** What a program may hand over as a log: a stream of bytes or text in chunks of any size, or lines one by one. */
export type LogInput = AsyncIterable<string | Uint8Array> | Iterable<string>;

/** A log that a program holds already, as a source. Strings of a plain iterable are lines; chunks of a stream are cut at line feeds. */
export const inputSource = (name: string, input: LogInput): Source => ({
  path: name,
  bytes: null,
  modified: null,
  blocks: () => contentOf(name, Readable.from(Symbol.asyncIterator in input ? bytesOf(input) : bytesOfLines(input), { objectMode: false }), false),
});

async function* bytesOf(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

async function* bytesOfLines(lines: Iterable<string>): AsyncGenerator<Buffer> {
  for (const line of lines) yield Buffer.from(line.endsWith('\n') ? line : `${line}\n`);
}
