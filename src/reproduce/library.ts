import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { UserError } from '../model/user-error.js';

export type Library = { readonly path: string; readonly version: string };

/** The version that this was tested with. */
const tested = '1.30.0';

const resolveFrom = (file: string): string | null => {
  try {
    return createRequire(file).resolve('onnxruntime-node');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
};

/** What it loads into memory on this platform: the binding and the runtime itself. */
export function filesOfLibrary(path: string): string[] {
  const folder = join(dirname(dirname(path)), 'bin');
  const own = join(process.platform, process.arch);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes(own) && /\.(node|so|dylib|dll)(\.|$)/.test(name))
    .map((name) => join(folder, name))
    .sort();
}

/** The `onnxruntime-node` beside coldcase, else that of the folder it is called in. Throws a UserError with the command that installs it. */
export function findLibrary(folder: string, besides = import.meta.url): Library {
  const path = resolveFrom(besides) ?? resolveFrom(join(folder, 'package.json'));
  // Its install script fetches files for CUDA, and the whole fails where they cannot be had; for a CPU all is in the package.
  const mend = `npm install onnxruntime-node@${tested} --ignore-scripts`;
  if (path === null) throw new UserError(`an ONNX model needs the package onnxruntime-node, which is not installed: \`${mend}\``);
  const { version } = JSON.parse(readFileSync(join(dirname(dirname(path)), 'package.json'), 'utf8'));
  return { path, version };
}
