import { readFileSync } from 'node:fs';

/**
 * The most memory that this process has had so far, in bytes; null where the system does not tell. Not `ru_maxrss`: on Linux a new process
 * begins with that of the one that it was forked from.
 */
export function peakBytes(): number | null {
  if (process.platform !== 'linux') return null;
  const kibibytes = readFileSync('/proc/self/status', 'latin1').match(/^VmHWM:\s*(\d+) kB/m)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}
