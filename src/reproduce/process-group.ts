import type { ChildProcess } from 'node:child_process';

/** Whether a child has ended, and was waited for. */
export const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** Sends a signal to a process, or with a negative number to a group; gives whether there is one. What runs as another user is there, and stays. */
export const signalTo = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ESRCH') return false;
    if (code === 'EPERM') return true;
    throw error;
  }
};

/** Sends a signal to a child that was started `detached`, and to all that it started: they are a group of their own, but on Windows. */
export const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') child.kill(signal);
  else signalTo(-child.pid, signal);
};
