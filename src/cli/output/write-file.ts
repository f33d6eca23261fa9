import { randomBytes } from 'node:crypto';
import { rmSync, type Stats } from 'node:fs';
import { access, appendFile, constants, type FileHandle, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { onExit } from 'signal-exit';
import { UserError } from '../../model/user-error.js';

/*
 * Packages that do this were tried: write-file-atomic 7 takes one `write` for the whole, so on a disk that fills up it renames what fitted
 * (65,536 of 200,000 bytes) over the target and reports success.
 */

const mends: ReadonlyMap<string | undefined, string> = new Map([
  ['ENOENT', 'its folder does not exist: make it first'],
  ['ENOTDIR', 'what should be its folder is a file: name another place'],
  ['EISDIR', 'it is a folder: name a file in it'],
  ['EACCES', 'it, or its folder, may not be written to: change its permissions, or name another file'],
  ['EPERM', 'it, or its folder, may not be written to: change its permissions, or name another file'],
  ['EROFS', 'its file system is read-only: name a file elsewhere'],
  ['ENOSPC', 'its disk is full: free some room, or name a file on another disk'],
  ['EDQUOT', 'your quota of its disk is used up: free some room, or name a file on another disk'],
  ['EFBIG', 'it would be larger than files may be here: raise the limit, or name a file on another disk'],
]);

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

const fault = (code: string): Error => Object.assign(new Error(code), { code });

/** Where a path leads to in the end; the last link may point to what does not exist yet. Rejects where there is no such folder. */
const targetOf = async (path: string): Promise<string> => {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  const folder = await realpath(dirname(path));
  const link = await readlink(path).catch(() => null);
  return link === null ? join(folder, basename(path)) : targetOf(resolve(folder, link));
};

const statIfAny = async (path: string): Promise<Stats | null> => {
  try {
    return await stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
};

/** Open files of this process: even where such a one is a regular file, replacing it would leave the process writing to the old one. */
const openFile = /^\/(?:dev\/(?:stdout|stderr|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/;

const isStream = (path: string, present: Stats | null): boolean => openFile.test(resolve(path)) || (present !== null && !present.isFile());

const keepOwnerAndMode = async (file: FileHandle, { uid, gid, mode }: Stats): Promise<void> => {
  // Only root may give a file away.
  await file.chown(uid, gid).catch(() => {});
  await file.chmod(mode & 0o7777);
};

const replace = async (target: string, text: string, present: Stats | null): Promise<void> => {
  // A rename asks for no right on the file itself.
  if (present !== null) await access(target, constants.W_OK);
  const temporary = join(dirname(target), `.coldcase-${randomBytes(6).toString('hex')}.tmp`);
  const forget = onExit(() => rmSync(temporary, { force: true }));
  try {
    const file = await open(temporary, 'wx', present === null ? 0o666 : present.mode & 0o7777);
    try {
      await file.writeFile(text);
      if (present !== null) await keepOwnerAndMode(file, present);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } finally {
    forget();
    await rm(temporary, { force: true });
  }
};

const write = async (path: string, text: string): Promise<void> => {
  const present = await statIfAny(path);
  if (present?.isDirectory() === true || (present === null && /[/\\]$/.test(path))) throw fault('EISDIR');
  if (isStream(path, present)) await appendFile(path, text);
  else await replace(await targetOf(path), text, present);
};

/**
 * Writes a file as a whole: whoever reads it sees the old text or the new one, also when the disk fills up or the process is ended. Links are
 * followed, owner and mode of what stands there are kept; devices, pipes and the process' own streams are written straight. Throws a UserError.
 */
export const writeWholeFile = async (path: string, text: string): Promise<void> => {
  try {
    await write(path, text);
  } catch (error) {
    const code = codeOf(error);
    throw new UserError(mends.get(code) ?? `it cannot be written (${code ?? String(error)}); name another file`, { file: path });
  }
};

/** The file that a path leads to, as one name for all paths to it; null for a stream, and where nothing can be written. */
export const fileBehind = async (path: string): Promise<string | null> => {
  try {
    return isStream(path, await statIfAny(path)) ? null : await targetOf(path);
  } catch {
    return null;
  }
};
