import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';
import type { ReproductionMachine } from '../model/reproduction.js';
import type { Bytes } from '../model/units.js';

/** What is known of a machine without starting anything. */
export type Machine = Omit<ReproductionMachine, 'onnxruntime' | 'load'>;

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
