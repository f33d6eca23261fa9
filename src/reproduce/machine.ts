import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';
import type { Bytes } from '../model/units.js';

export type Machine = {
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: Bytes;
  readonly memoryLimitBytes: Bytes | null;
  readonly platform: string;
  readonly node: string;
};

/** Of a cgroup without a limit, version 1 gives the largest number of pages that it can count. */
const noLimit = 2 ** 62;

const limitIn = (file: string): Bytes | null => {
  try {
    const bytes = Number(readFileSync(file, 'latin1').trim());
    return bytes > 0 && bytes < noLimit ? bytes : null;
  } catch {
    return null;
  }
};

/** The machine that this runs on, and the memory that its container may use. */
export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    memoryLimitBytes: limitIn('/sys/fs/cgroup/memory.max') ?? limitIn('/sys/fs/cgroup/memory/memory.limit_in_bytes'),
    platform: `${platform()} ${arch()}`,
    node: process.version.slice(1),
  };
}

/** How many programs wanted a core in the last minute; null on Windows, which does not count them. */
export function load(): number | null {
  return platform() === 'win32' ? null : (loadavg()[0] ?? null);
}
