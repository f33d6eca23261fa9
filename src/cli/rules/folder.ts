import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../model/user-error.js';

/** The folder of the built-in rules' files, which the package ships; the same distance from the sources and from the bundle. */
export const builtinFolder = (): string => {
  for (const way of ['../../../rules', '../../rules', '../rules']) {
    const folder = fileURLToPath(new URL(way, import.meta.url));
    if (existsSync(`${folder}/signals`)) return folder;
  }
  throw new UserError('the files of the built-in rules are not in this installation; name a folder');
};
