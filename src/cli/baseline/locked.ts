import { lock } from 'proper-lockfile';
import { UserError } from '../../model/user-error.js';

/**
 * About thirteen seconds in all. A recording takes milliseconds, but the lock of a killed process counts as left behind only ten seconds
 * after its date, and proper-lockfile dates a new lock up to a second ahead (it rounds up, to learn the resolution of the file system).
 */
const retries = { retries: 35, factor: 1.3, minTimeout: 20, maxTimeout: 500 };

/** Waiting helps where another holds the lock, and nowhere else. */
const take = (file: string): Promise<() => Promise<void>> =>
  lock(file, { realpath: false }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ELOCKED') throw error;
    return lock(file, { realpath: false, retries });
  });

/** Does some work while no other process that asks does any on the same file. Throws a UserError where another holds it for 13 s. */
export const locked = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  const release = await take(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ELOCKED')
      throw new UserError(`another coldcase is writing this baseline; wait for it, or remove ${file}.lock if there is none`, { file });
    const reason =
      error.code === 'ENOENT' ? 'its folder does not exist: make it first' : `it cannot be locked (${error.code ?? error.message}); name a file elsewhere`;
    throw new UserError(reason, { file });
  });
  try {
    return await work();
  } finally {
    await release();
  }
};
