import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '../write-tree.js';
import { ruleFolders } from './pages.js';

/** Pages in a folder that differ from these, are missing, or belong to no rule any more; with what is wrong. */
export function stalePages(pages: Tree, docs: string): { readonly file: string; readonly text: string }[] {
  const wrong = [...pages].flatMap(([path, content]) => {
    const file = join(docs, path);
    if (!existsSync(file)) return [{ file, text: 'is not there' }];
    return readFileSync(file, 'utf8') === content ? [] : [{ file, text: 'is not what the rules say now' }];
  });
  const present = ruleFolders.flatMap((folder) => (existsSync(join(docs, folder)) ? readdirSync(join(docs, folder)).map((name) => `${folder}/${name}`) : []));
  return [...wrong, ...present.filter((path) => !pages.has(path)).map((path) => ({ file: join(docs, path), text: 'belongs to no rule' }))];
}
