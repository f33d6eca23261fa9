import { readdirSync, readFileSync } from 'node:fs';
import type { Bytes } from '../../model/units.js';

/** The variable that marks all processes of one trial, those included that leave its group. */
export const trialMark = 'COLDCASE_TRIAL';

const contentOf = (file: string): string | null => {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    // The process is gone, or belongs to somebody else.
    return null;
  }
};

const isZombie = (pid: number): boolean => {
  const stat = contentOf(`/proc/${pid}/stat`);
  return stat === null || /^\d+ \(.*\) [ZX]/s.test(stat);
};

/** The processes of the trial with that mark, on Linux; none elsewhere, where nothing tells. */
export function markedProcesses(mark: string): number[] {
  if (process.platform !== 'linux') return [];
  const variable = `${trialMark}=${mark}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => (contentOf(`/proc/${pid}/environ`) ?? '').split('\0').includes(variable) && !isZombie(pid));
}

/** What these processes hold of the memory, where a page that n of them share counts as an n-th; null where nothing tells. */
export function memoryOf(pids: readonly number[]): Bytes | null {
  const parts = pids.flatMap((pid) => {
    const kibibytes = contentOf(`/proc/${pid}/smaps_rollup`)?.match(/^Pss:\s*(\d+) kB/m)?.[1];
    return kibibytes === undefined ? [] : [Number(kibibytes) * 1024];
  });
  return parts.length === 0 ? null : parts.reduce((sum, own) => sum + own, 0);
}
