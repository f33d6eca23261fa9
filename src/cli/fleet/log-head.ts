import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** Some thirty lines with their times: no two replicas begin with the same, and a log that grows keeps them. */
const headBytes = 4096;

/** What stands for a log in a file, also when it has grown since: a hash of its beginning. Null where it cannot be read. */
export const logHead = (path: string): string | null => {
  const head = Buffer.alloc(headBytes);
  try {
    const file = openSync(path, 'r');
    try {
      return createHash('sha256')
        .update(head.subarray(0, readSync(file, head, 0, headBytes, 0)))
        .digest('hex');
    } finally {
      closeSync(file);
    }
  } catch {
    // It was read a moment ago; what cannot be told now is named by its path.
    return null;
  }
};
