import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelInput } from '../../model/reproduction.js';
import type { GivenSizes } from '../../reproduce/dimensions.js';
import type { Fill } from '../../reproduce/input-plan.js';
import { sizesOfInputs } from '../../reproduce/inputs/given-input.js';
import { readInputs } from '../../reproduce/inputs/read-inputs.js';

/** The inputs of a file, each in a file of its bytes, where the trials find them, and what their sizes bind. Throws a UserError. */
export const inputsFrom = async (
  file: string,
  inputs: readonly ModelInput[],
  folder: string,
): Promise<{ readonly fills: ReadonlyMap<string, Fill>; readonly sizes: GivenSizes }> => {
  const given = await readInputs(file, inputs);
  const sizes = sizesOfInputs(given, inputs, file);
  const fills = await Promise.all(
    given.map(async ({ name, bytes }, place): Promise<[string, Fill]> => {
      const path = join(folder, `input-${place}.bin`);
      await writeFile(path, bytes);
      return [name, { kind: 'file', path }];
    }),
  );
  return { fills: new Map(fills), sizes };
};
