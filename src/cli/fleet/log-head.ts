import { createHash } from 'node:crypto';
import { beginningOf } from './begins-with.js';

/** Some thirty lines with their times: no two replicas begin with the same, and a log that grows keeps them. */
const headBytes = 4096;

/** What stands for a log in a file, also when it has grown or was compressed since: a hash of its beginning. Null where it cannot be read. */
export const logHead = async (path: string): Promise<string | null> => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of beginningOf(path, headBytes)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return bytes === 0 ? null : hash.digest('hex');
};
