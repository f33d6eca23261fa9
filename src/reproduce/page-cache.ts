import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { PageCache } from '../model/reproduction.js';

/** What can be done to the pages of files that the system holds in memory. */
export type PageCacheControl = {
  /** Drops them. Rejects where that cannot be done at all. */
  readonly evict: (files: readonly string[]) => Promise<void>;
  /** Reads the files, so that they are there. */
  readonly fill: (files: readonly string[]) => Promise<void>;
  /** Their part of the files, 0 to 1; null where nothing here tells. */
  readonly residentShare: (files: readonly string[]) => Promise<number | null>;
};

const run = promisify(execFile);
const chunkBytes = 1 << 20;

/** Pages that were never written to the disk stay, whatever is asked. */
const writeBack = async (file: string): Promise<void> => {
  const handle = await open(file, 'r');
  try {
    await handle.sync().catch(() => {});
  } finally {
    await handle.close();
  }
};

const readThrough = async (file: string): Promise<void> => {
  const handle = await open(file, 'r');
  const chunk = Buffer.alloc(chunkBytes);
  try {
    while ((await handle.read(chunk, 0, chunkBytes)).bytesRead > 0);
  } finally {
    await handle.close();
  }
};

/** The pages of this system: dropped by GNU `dd` (posix_fadvise), counted by `fincore` of util-linux. */
export const systemPageCache: PageCacheControl = {
  evict: async (files) => {
    for (const file of files) {
      await writeBack(file);
      await run('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none']);
    }
  },
  fill: async (files) => {
    for (const file of files) await readThrough(file);
  },
  residentShare: async (files) => {
    try {
      const { stdout } = await run('fincore', ['--bytes', '--noheadings', '--raw', '--output', 'RES,SIZE', ...files]);
      const rows = stdout
        .trim()
        .split('\n')
        .map((row) => row.split(/\s+/).map(Number));
      const [resident, size] = [0, 1].map((column) => rows.reduce((sum, row) => sum + (row[column] ?? Number.NaN), 0));
      return resident === undefined || size === undefined || !(size > 0) ? null : resident / size;
    } catch {
      return null;
    }
  },
};

/** Less than this still in memory is cold: the kernel keeps a page or two that it is at work on. */
const coldShare = 0.05;

/** Drops the pages and says what they are then: `warm` where they cannot be dropped, `unknown` where nothing tells. */
export async function evicted(files: readonly string[], control: PageCacheControl): Promise<PageCache> {
  try {
    await control.evict(files);
  } catch {
    return 'warm';
  }
  const share = await control.residentShare(files);
  if (share === null) return 'unknown';
  return share <= coldShare ? 'cold' : 'warm';
}
