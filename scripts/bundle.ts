import { readFileSync } from 'node:fs';
import { type OutputChunk, type Plugin, type RolldownOptions, rolldown } from 'rolldown';
import { inAscii } from '../src/rules/compiled/ascii.js';
import { builtinRulesFile } from './builtin-rules.js';
import { thirdPartyLicenses } from './third-party-licenses.js';
import type { Tree } from './write-tree.js';

/** Commander loads `node:child_process` (a tenth of what Node takes to start) for sub-commands that are programs of their own; we have none. */
const withoutSubprocesses: Plugin = {
  name: 'without-subprocesses',
  transform: {
    filter: { id: /commander\/lib\/command\.js$/ },
    handler(source, id) {
      const needle = "require('node:child_process')";
      if (!source.includes(needle)) throw new Error(`${id} no longer has ${needle}; look what it does instead`);
      return { code: source.replace(needle, '{}') };
    },
  },
};

/** What a plain diagnosis runs, in one file: each further one would cost the start a quarter of a millisecond. What is imported on demand stays apart. */
const ofDiagnosis = /src\/(?:cli\/(?:main|diagnose)|report\/text)\.ts$|rolldown\/runtime/;

/**
 * The command as CommonJS, since Node is 8 ms later in running an ES module that imports its own; the library as ESM. Neither needs a package
 * at run time. `bundledBefore`: files that went into a module made before, whose licences count too.
 */
export async function bundle(bundledBefore: readonly string[]): Promise<Tree> {
  const command = await chunksOf(
    'bin',
    { input: { coldcase: 'bin/coldcase.ts', 'fleet-worker': 'src/cli/fleet/worker.ts' }, plugins: [withoutSubprocesses] },
    'cjs',
  );
  const library = await chunksOf('library', { input: { index: 'src/index.ts', warm: 'src/warm/library.ts' } }, 'esm');
  // What `coldcase reproduce` starts for each trial: Node starts CommonJS sooner than a module, and its loading is measured.
  const trial = await chunksOf('reproduce', { input: { trial: 'src/reproduce/trial/child.ts' } }, 'cjs', 'cjs');
  const files = [...command, ...library, ...trial];
  return new Map([
    ...files.map(({ path, chunk }): [string, string] => [path, inAscii(chunk.code)]),
    ['bin/package.json', '{ "type": "commonjs" }\n'],
    ['THIRD-PARTY-LICENSES.txt', thirdPartyLicenses([...files.flatMap(({ chunk }) => chunk.moduleIds), ...bundledBefore])],
  ]);
}

/** The compiled rules, which lie beside the built command, go inside. */
const withRulesInside: Plugin = {
  name: 'with-rules-inside',
  transform: {
    filter: { id: /src\/rules\/builtin\.ts$/ },
    handler(source, id) {
      const read = "readFileSync(join(import.meta.dirname, '../builtin-rules.bin'))";
      if (!source.includes(read)) throw new Error(`${id} no longer has ${read}; look how it reads the rules now`);
      const rules = readFileSync(`dist/${builtinRulesFile}`).toString('base64');
      return { code: source.replace(read, `Buffer.from('${rules}', 'base64')`), moduleType: 'ts' };
    },
  },
};

/** The command as one file that needs no package around it, rules included; a fleet is read by one thread, and nothing is kept between runs. */
export async function singleFile(): Promise<string> {
  const build = await rolldown({
    input: 'bin/coldcase.ts',
    platform: 'node',
    transform: { target: 'node20.19' },
    plugins: [withoutSubprocesses, withRulesInside],
  });
  const { output } = await build.generate({ format: 'cjs', minify: true, comments: false, codeSplitting: false });
  await build.close();
  const [{ code, moduleIds }] = output;
  // Without packages beside it the licences of those that it holds go inside.
  const licences = thirdPartyLicenses(moduleIds).replaceAll('*/', '* /');
  return `${inAscii(code)}\n/*\n${licences}\n*/\n`;
}

type File = { readonly path: string; readonly chunk: OutputChunk };

async function chunksOf(folder: string, options: RolldownOptions, format: 'cjs' | 'esm', extension = 'js'): Promise<File[]> {
  const build = await rolldown({ ...options, platform: 'node', transform: { target: 'node20.19' } });
  const { output } = await build.generate({
    format,
    minify: true,
    comments: false,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `[name].${extension}`,
    codeSplitting: {
      groups: [
        { name: 'version', test: /src\/model\/tool\.ts$/, priority: 1 },
        { name: 'diagnosis', test: ofDiagnosis },
      ],
    },
  });
  await build.close();
  return output.flatMap((chunk) => (chunk.type === 'chunk' ? [{ path: `${folder}/${chunk.fileName}`, chunk }] : []));
}
