import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import type { ReproductionMachine } from '../model/reproduction.js';
import type { Bytes } from '../model/units.js';

/** What is known of a machine without starting anything. */
export type Machine = Omit<ReproductionMachine, 'onnxruntime' | 'load'>;

/** Of a cgroup without a limit, version 1 gives the largest number of pages that it can count. */
const noLimit = 2 ** 62;

const textOf = (file: string): string | null => {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return null;
  }
};

const limitIn = (file: string): Bytes | null => {
  const bytes = Number(textOf(file)?.trim());
  return bytes > 0 && bytes < noLimit ? bytes : null;
};

/** The limits of this process's own group and of those around it, where groups are of version 2: the least of them holds. */
const ownLimits = (): Bytes[] => {
  const path = textOf('/proc/self/cgroup')?.match(/^0::(.*)$/m)?.[1] ?? '/';
  const parts = path.split('/').filter((part) => part !== '' && part !== '..');
  return parts.flatMap((_, depth) => limitIn(join('/sys/fs/cgroup', ...parts.slice(0, depth + 1), 'memory.max')) ?? []);
};

const memoryLimit = (): Bytes | null => {
  const limits = [limitIn('/sys/fs/cgroup/memory.max') ?? limitIn('/sys/fs/cgroup/memory/memory.limit_in_bytes') ?? [], ...ownLimits()].flat();
  return limits.length === 0 ? null : Math.min(...limits);
};

/** The machine that this runs on, and the memory that its container may use. */
export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    memoryLimitBytes: memoryLimit(),
    platform: `${platform()} ${arch()}`,
    node: process.version.slice(1),
  };
}

/** How many programs wanted a core in the last minute; null on Windows, which does not count them. */
export function load(): number | null {
  return platform() === 'win32' ? null : (loadavg()[0] ?? null);
}
