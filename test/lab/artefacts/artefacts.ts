import { execFile } from 'node:child_process';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Json } from '../scenario.js';
import { encodeModel } from './model.js';
import { encodeVocabulary } from './vocabulary.js';

/** Gives the path of a made file by its name, and makes it where it is not there yet. */
export type Artefacts = (name: string) => Promise<string>;

const makers: { readonly [name: string]: () => Uint8Array | string } = {
  'small.onnx': () => encodeModel({ width: 512, layers: 12, rows: 8_192, isFactored: false }),
  'large.onnx': () => encodeModel({ width: 1024, layers: 4, rows: 65_536, isFactored: false }),
  'factored.onnx': () => encodeModel({ width: 1024, layers: 8, rows: 8_192, isFactored: true }),
  'small-vocabulary.json': () => encodeVocabulary(600),
  'large-vocabulary.json': () => encodeVocabulary(250_000),
  'damaged.onnx': () => encodeModel({ width: 64, layers: 2, rows: 64, isFactored: false }).subarray(0, 5_000),
};

/** Makes models and vocabularies in a folder, each once; those of `python/` all together by its `make.py`. */
export function artefactsIn(folder: string, python: string): Artefacts {
  const made = new Map<string, Promise<string>>();
  const once = (key: string, make: () => Promise<string>): Promise<string> => {
    const known = made.get(key) ?? make();
    made.set(key, known);
    return known;
  };
  return (name) => {
    if (name.startsWith('python/'))
      return once('python', () => makeForPython(join(folder, 'python'), python)).then((own) => join(own, name.slice('python/'.length)));
    return once(name, () => makeOne(folder, name));
  };
}

/** The settings with each string `made:NAME` replaced by the path of that file. */
export async function withArtefacts(settings: Json, artefacts: Artefacts): Promise<Json> {
  if (typeof settings === 'string') return settings.startsWith('made:') ? await artefacts(settings.slice('made:'.length)) : settings;
  if (Array.isArray(settings)) return await Promise.all(settings.map((one) => withArtefacts(one, artefacts)));
  if (settings === null || typeof settings !== 'object') return settings;
  const entries = Object.entries(settings).map(async ([name, value]) => [name, await withArtefacts(value, artefacts)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function makeOne(folder: string, name: string): Promise<string> {
  const make = makers[name];
  if (make === undefined) throw new Error(`no file "${name}" is known; there are ${Object.keys(makers).join(', ')}`);
  const path = join(folder, name);
  if ((await stat(path).catch(() => null)) !== null) return path;
  await mkdir(folder, { recursive: true });
  await writeFile(`${path}.part`, make());
  await rename(`${path}.part`, path);
  return path;
}

async function makeForPython(folder: string, script: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await promisify(execFile)('/usr/bin/python3', [script, folder]);
  return folder;
}
