import { spawnSync } from 'node:child_process';
import { constants, createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Makes a pipe with a name that gives a file's bytes at a rate: a disk that is slow, to whoever reads it once. */
export function slowDisk(path: string, pipe: string, bytesPerSecond: number): { readonly stop: () => void } {
  if (spawnSync('mkfifo', [pipe]).status !== 0) throw new Error(`mkfifo ${pipe} failed`);
  let isStopped = false;
  const feed = async (): Promise<void> => {
    const end = await openForReader(pipe, () => isStopped);
    if (end === null) return;
    try {
      await give(path, end, bytesPerSecond, () => isStopped);
    } finally {
      await end.close();
    }
  };
  // A reader that is killed breaks the pipe: nothing is wrong then.
  feed().catch(() => {});
  return {
    stop: () => {
      isStopped = true;
    },
  };
}

async function give(path: string, end: FileHandle, bytesPerSecond: number, isStopped: () => boolean): Promise<void> {
  const began = performance.now();
  let given = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 19 })) {
    await end.write(chunk);
    given += chunk.length;
    await sleep(Math.max(0, (given / bytesPerSecond) * 1000 - (performance.now() - began)));
    if (isStopped()) return;
  }
}

/** Opens the pipe once somebody reads it; an open that waits would hold a thread for ever where nobody comes. */
async function openForReader(pipe: string, isStopped: () => boolean) {
  while (!isStopped()) {
    const end = await open(pipe, constants.O_WRONLY | constants.O_NONBLOCK).catch(() => null);
    if (end !== null) {
      // The first end stays open until the second is: the reader would take the pipe to be at its end in between.
      const blocking = await open(pipe, constants.O_WRONLY);
      await end.close();
      return blocking;
    }
    await sleep(5);
  }
  return null;
}
