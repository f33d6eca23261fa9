import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Path inside the folder (with `/`) -> content. */
export type Tree = Map<string, Uint8Array | string>;

/** Writes the file, whole or not at all, and only if its content differs: what reads it meanwhile never sees half of it. */
export function writeIfChanged(path: string, content: Uint8Array | string): void {
  const bytes = Buffer.from(content);
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, bytes);
  renameSync(draft, path);
}

/** Makes the folder hold this tree and nothing else. What begins with `#!` can be executed. */
export function writeTree(folder: string, tree: Tree): void {
  for (const [path, content] of tree) {
    writeIfChanged(join(folder, path), content);
    if (content.toString().startsWith('#!')) chmodSync(join(folder, path), 0o755);
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const isStale = entry.isFile() && !tree.has(relative(folder, path).split(sep).join('/')) && !path.endsWith('.tmp');
    if (isStale) rmSync(path, { force: true });
  }
}
