import { relative } from 'node:path';
import ts from 'typescript';
import type { Tree } from './write-tree.js';

/** Type declarations of the library's entries and of all they import, under `types/`. Checks nothing: `npm run types` does. */
export function declarations(): Tree {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');
  const emitting = { ...options, noEmit: false, noCheck: true, declaration: true, emitDeclarationOnly: true, rootDir: '.', outDir: 'types' };
  const tree: Tree = new Map();
  ts.createProgram(['src/index.ts', 'src/warm/library.ts'], emitting).emit(undefined, (path, text) =>
    tree.set(relative('.', path).replaceAll('\\', '/').replace('types/src/', 'types/'), text),
  );
  return tree;
}
