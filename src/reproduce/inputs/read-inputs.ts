import { readFile } from 'node:fs/promises';
import type { ModelInput } from '../../model/reproduction.js';
import { UserError } from '../../model/user-error.js';
import { mendOfName } from '../../rules/near-name.js';
import type { GivenInput } from './given-input.js';
import { jsonInputs, jsonObject } from './json-inputs.js';

/** A ZIP archive, as `numpy.savez` writes, begins so. */
const zipMagic = 'PK';

/** The inputs that a file of JSON or of `numpy.savez` holds. Throws a UserError where they are not those of the model. */
export async function readInputs(file: string, inputs: readonly ModelInput[]): Promise<GivenInput[]> {
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`it cannot be read (${error.code ?? error.message}); name a .json or .npz file of inputs`, { file });
  });
  const isZip = content.toString('latin1', 0, zipMagic.length) === zipMagic;
  const given = isZip ? await unpacked(content, inputs, file) : ofJson(jsonObject(content.toString(), file), inputs, file);
  const other = given.find(({ name, type }) => inputs.find((input) => input.name === name)?.type !== type);
  if (other === undefined) return given;
  const wanted = inputs.find((input) => input.name === other.name)?.type ?? '';
  throw new UserError(`\`${other.name}\` is ${other.type} in it, and the model wants ${wanted}; convert it, as by .astype('${wanted}')`, { file });
}

const ofJson = (value: object, inputs: readonly ModelInput[], file: string): GivenInput[] => {
  refuseUnknown(Object.keys(value), inputs, file);
  return jsonInputs(value, inputs, file);
};

/** What unpacks is loaded only where there is something to unpack. */
const unpacked = async (content: Buffer, inputs: readonly ModelInput[], file: string): Promise<GivenInput[]> => {
  const { npzInputs } = await import('./npz-inputs.js');
  const given = npzInputs(content, file);
  const names = given.map(({ name }) => name);
  refuseUnknown(names, inputs, file);
  return given;
};

const refuseUnknown = (names: readonly string[], inputs: readonly ModelInput[], file: string): void => {
  const all = inputs.map(({ name }) => name);
  const wrong = names.find((name) => !all.includes(name));
  if (wrong === undefined) return;
  throw new UserError(`the model has no input \`${wrong}\`; ${mendOfName(wrong, all, `there are ${all.join(', ')}`)}`, { file });
};
