import { createReadStream } from 'node:fs';
import { UserError } from '../model/user-error.js';

/** Far above any file that a user writes by hand: a log given by mistake is not read to its end. */
const mostBytes = 4 * 1024 ** 2;

const reasonOf = ({ code, message }: NodeJS.ErrnoException, what: string): string => {
  if (code === 'ENOENT' || code === 'ENOTDIR') return `there is no such ${what}`;
  return code === 'EISDIR' ? 'is a folder' : `cannot be read (${code ?? message})`;
};

/** The text of a small file: a plan, a policy, a template. `what` is the word for it; `mend` says what to give instead. Throws a UserError. */
export const readTextFile = async (file: string, what: string, mend: string): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(file, { end: mostBytes })) {
      chunks.push(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    throw new UserError(`${reasonOf(error as NodeJS.ErrnoException, what)}; ${mend}`, { file });
  }
  if (bytes > mostBytes) throw new UserError(`is too large for a ${what}; ${mend}`, { file });
  return Buffer.concat(chunks).toString('utf8');
};
