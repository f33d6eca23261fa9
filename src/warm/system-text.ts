import { readFile } from 'node:fs/promises';

/** Text of a file that the kernel makes; null where there is none. */
export const readSystemText = (path: string): Promise<string | null> => readFile(path, 'utf8').catch(() => null);
