import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { build, type OutputFile, type Plugin } from 'esbuild';
import { thirdPartyLicenses } from './third-party-licenses.js';
import type { Tree } from './write-tree.js';

// CommonJS packages inside an ESM bundle still call `require` for Node's own modules; `createRequire` costs 1.5 ms more at each start.
const requireForPackages = `const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (!found) throw Object.assign(new Error('Cannot find module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};`;

/** Commander loads `node:child_process` (7 ms of each start) for sub-commands that are programs of their own; we have none. */
const withoutSubprocesses: Plugin = {
  name: 'without-subprocesses',
  setup({ onLoad }) {
    onLoad({ filter: /commander\/lib\/command\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const needle = "require('node:child_process')";
      if (!source.includes(needle)) throw new Error(`${path} no longer has ${needle}; look what it does instead`);
      return { contents: source.replace(needle, '{}'), loader: 'js' };
    });
  },
};

/** The command and the library as ESM with shared chunks, so that a command loads only what it imports, and no package at run time. */
export async function bundle(): Promise<Tree> {
  const result = await build({
    entryPoints: [
      { in: 'bin/coldcase.ts', out: 'bin/coldcase' },
      { in: 'src/index.ts', out: 'index' },
    ],
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minifySyntax: true,
    minifyWhitespace: true,
    plugins: [withoutSubprocesses],
    legalComments: 'none',
    banner: { js: requireForPackages },
    metafile: true,
    write: false,
  });
  const tree: Tree = new Map(
    [...result.outputFiles, ...(await trialProgram())].map((file) => [relative('dist', file.path).replaceAll('\\', '/'), file.contents]),
  );
  return tree.set('THIRD-PARTY-LICENSES.txt', thirdPartyLicenses(Object.keys(result.metafile.inputs)));
}

/** What `coldcase reproduce` starts for each trial: one file, in CommonJS, which Node starts sooner than a module (its loading is measured). */
async function trialProgram(): Promise<OutputFile[]> {
  const result = await build({
    entryPoints: [{ in: 'src/reproduce/trial/child.ts', out: 'reproduce/trial' }],
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    minifySyntax: true,
    minifyWhitespace: true,
    write: false,
  });
  return result.outputFiles;
}
