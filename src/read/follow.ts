import { type FileHandle, open, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Block } from './block.js';
import { compressionOf } from './decompress.js';
import { encodingOf, sampleBytes } from './encoding.js';
import { InputError } from './source.js';
import { newTail, readRest, type Tail } from './tail.js';

export type FollowOptions = {
  /** Ends the following; the last, unended line is still given. */
  readonly signal: AbortSignal;
  /** How often the file is looked at when nothing new came. Default 250. */
  readonly pollMilliseconds?: number;
};

type Opened = { readonly file: FileHandle; readonly inode: number; tail: Tail };

/**
 * The lines of one file, from its beginning and on as it grows, until the signal. A file that is replaced (rotation) is
 * read to its end before the new one is begun; one that is truncated is read from its beginning again. Line numbers
 * count from 1 in each. Throws an `InputError` if the file is not there at the start.
 */
export async function* followFile(path: string, options: FollowOptions): AsyncGenerator<Block> {
  let opened = await openAt(path);
  if (opened === null) throw new InputError({ path, message: `${path}: there is no such file to follow, or you may not read it; check the name.` });
  const reason = await whyUnfollowable(opened.file);
  if (reason !== null) {
    await opened.file.close();
    throw new InputError({ path, message: `${path}: ${reason}.` });
  }
  const poll = options.pollMilliseconds ?? 250;
  try {
    while (true) {
      yield* readRest(opened.file, opened.tail);
      if (options.signal.aborted) break;
      const next = await successorOf(path, opened);
      if (next !== null) {
        // What was written between the last read and the rotation.
        yield* readRest(opened.file, opened.tail);
        yield* opened.tail.splitter.end();
        await opened.file.close();
        opened = next;
        continue;
      }
      if (await restartIfTruncated(opened)) continue;
      await sleep(poll, undefined, { signal: options.signal, ref: true }).catch(() => undefined);
    }
    yield* opened.tail.splitter.end();
  } finally {
    await opened.file.close();
  }
}

/** What is opened may be a folder, or hold no lines that grow: half a sentence that says so; null: it can be followed. */
const whyUnfollowable = async (file: FileHandle): Promise<string | null> => {
  const found = await file.stat();
  if (found.isDirectory()) return 'a folder cannot be followed; name the log in it';
  if (!found.isFile()) return 'only a file can be followed by its name; pipe this into coldcase --follow';
  const { bytesRead, buffer } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0);
  const sample = buffer.subarray(0, bytesRead);
  if (compressionOf(sample) !== null) return 'a compressed file does not grow line by line; leave --follow away';
  return encodingOf(sample) === 'binary' ? 'this is no text but binary data; name the log itself' : null;
};

const openAt = async (path: string): Promise<Opened | null> => {
  try {
    const file = await open(path, 'r');
    const { ino } = await file.stat();
    return { file, inode: ino, tail: newTail() };
  } catch {
    return null;
  }
};

/** The file that now has the name, if it is another one. While none has it (between two steps of a rotation) null. */
const successorOf = async (path: string, opened: Opened): Promise<Opened | null> => {
  const found = await stat(path).catch(() => null);
  return found === null || found.ino === opened.inode ? null : openAt(path);
};

const restartIfTruncated = async (opened: Opened): Promise<boolean> => {
  const { size } = await opened.file.stat();
  if (size >= opened.tail.position) return false;
  opened.tail = newTail();
  return true;
};
