import { open, readFile, rm } from 'node:fs/promises';
import { UserError } from '../../model/user-error.js';

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const take = async (file: string): Promise<boolean> => {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw new UserError(`cannot be written (${code}); name a state elsewhere by --state`, { file });
  }
};

/**
 * Keeps a second rollout away from a state for as long as this process lives: a killed one leaves its number, which is seen to be nobody's.
 * Gives what ends that. Throws a UserError where another one runs.
 */
export const lockState = async (stateFile: string): Promise<() => Promise<void>> => {
  const file = `${stateFile}.lock`;
  for (let tries = 0; tries < 2; tries++) {
    if (await take(file)) return () => rm(file, { force: true });
    const pid = Number(await readFile(file, 'utf8').catch(() => ''));
    if (pid > 0 && isRunning(pid))
      throw new UserError(`process ${pid} carries out this rollout; wait for it or stop it, or remove the file if it is none of ours`, { file });
    await rm(file, { force: true });
  }
  throw new UserError('another rollout began at the same moment; wait for it', { file });
};
