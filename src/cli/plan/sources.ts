import { UserError } from '../../model/user-error.js';
import { openInputs } from '../../read/inputs.js';
import { readTextFile } from '../../read/text-file.js';
import type { Buckets } from '../../warm/plan/buckets.js';
import type { FromModel } from '../../warm/plan/from-model.js';
import type { Observed } from '../../warm/plan/observed.js';
import { readTraffic } from '../../warm/plan/traffic.js';
import type { Io } from '../terminal/io.js';

/** The lines of a file, also of one that is compressed; `-` is standard input. Throws a UserError. */
export async function* linesOf(path: string, io: Io): AsyncGenerator<string> {
  for await (const input of openInputs([path], { stdin: io.stdin })) {
    if (!('blocks' in input)) throw new UserError(input.message.replace(/\.$/, ''));
    for await (const { bytes } of input.blocks()) yield* bytes.toString('utf8').replace(/\n$/, '').split(/\r?\n/);
  }
}

/** The requests of traces and access logs. */
export const trafficIn = async (paths: readonly string[], io: Io): Promise<Observed[]> => {
  const all: Observed[] = [];
  for (const path of paths) for await (const one of readTraffic(path, linesOf(path, io))) all.push(one);
  return all;
};

/** What earlier warmups measured. */
export const measuredIn = async (paths: readonly string[]): Promise<Observed[]> => {
  if (paths.length === 0) return [];
  const { readMeasured } = await import('../../warm/plan/measured.js');
  const all: Observed[] = [];
  for (const file of paths) all.push(...readMeasured(file, await readTextFile(file, 'measurement', 'write one by coldcase warm --format json')));
  return all;
};

/** Whether a source is a model rather than a log. */
export const isModel = (path: string): boolean => path.endsWith('.onnx');

/** The signature of the model among the sources; null where there is none. Throws a UserError for a second one. */
export const modelAmong = async (paths: readonly string[], given: Buckets, buckets: Buckets): Promise<FromModel | null> => {
  const [path, second] = paths.filter(isModel);
  if (path === undefined) return null;
  if (second !== undefined) throw new UserError(`a plan is for one model, and this is a second one; plan it by itself`, { file: second });
  const [{ readModel }, { fromModel }] = await Promise.all([import('../../reproduce/read-model.js'), import('../../warm/plan/from-model.js')]);
  return fromModel(await readModel(path), given, buckets);
};
