import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Bytes } from '../model/units.js';
import { UserError } from '../model/user-error.js';
import { type ModelSignature, readSignature } from './signature.js';

/** What a model file says of its inputs, with the files that belong to it and their size. */
export type ModelFile = ModelSignature & {
  readonly path: string;
  /** The model, then its weights where they have files of their own; absolute. */
  readonly files: readonly string[];
  readonly bytes: Bytes;
};

/** What one buffer of Node holds at most. */
const mostBytes = 2 ** 31 - 1;

const sizeOf = async (file: string): Promise<Bytes | null> => {
  const found = await stat(file).catch(() => null);
  return found?.isFile() === true ? found.size : null;
};

/** Whether a name is one out of the model's folder, on any system; the format has none (https://onnx.ai/onnx/repo-docs/ExternalDataSecurity.html). */
const leadsOut = (name: string): boolean => /^(?:[\\/]|[A-Za-z]:)/.test(name) || name.split(/[\\/]/).includes('..');

const absence = async (path: string): Promise<string> => ((await stat(path).catch(() => null)) === null ? 'there is no such file' : 'it is no file');

/** Reads the signature of a model. Throws a UserError where a file is missing, lies outside of the model's folder, or is no model. */
export async function readModel(path: string): Promise<ModelFile> {
  const own = await sizeOf(path);
  if (own === null) throw new UserError(`${await absence(path)}; name a .onnx file`, { file: path });
  if (own > mostBytes) throw new UserError('it is larger than 2 GiB, which no ONNX file may be; keep its weights in files of their own', { file: path });
  const signature = readSignature(await readFile(path), path);
  const outside = signature.externalFiles.find(leadsOut);
  if (outside !== undefined)
    throw new UserError(`it asks for weights outside of its folder (${outside}), which a model may not; save it with them beside it`, { file: path });
  const besides = signature.externalFiles.map((name) => join(dirname(path), name));
  const sizes = await Promise.all(besides.map(sizeOf));
  const missing = besides.find((_, place) => sizes[place] === null);
  if (missing !== undefined) throw new UserError(`its weights are in ${missing}, which is not there; copy that file too`, { file: path });
  const bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), own);
  return { ...signature, path, files: [path, ...besides].map((file) => resolve(file)), bytes };
}
