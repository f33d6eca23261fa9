import type { ModelInput } from '../../model/reproduction.js';
import { UserError } from '../../model/user-error.js';
import type { GivenSizes } from '../dimensions.js';

/** Values of one input that somebody brought: row by row, in the bytes of the machine. */
export type GivenInput = { readonly name: string; readonly type: string; readonly sizes: readonly number[]; readonly bytes: Uint8Array };

/** What the sizes of given inputs bind symbolic dimensions to. Throws a UserError where they fit neither the model nor each other. */
export function sizesOfInputs(given: readonly GivenInput[], inputs: readonly ModelInput[], file: string): GivenSizes {
  const bound = new Map<string, { readonly size: number; readonly by: string }>();
  for (const { name, sizes } of given) {
    const dimensions = inputs.find((input) => input.name === name)?.dimensions ?? [];
    if (dimensions.length !== sizes.length)
      throw new UserError(`\`${name}\` has ${sizes.length} dimensions, and the model wants ${dimensions.length}; give it that shape`, { file });
    for (const [place, dimension] of dimensions.entries()) {
      const size = sizes[place] ?? 0;
      if (size < 1) throw new UserError(`\`${name}\` is empty; give it a value at least`, { file });
      if (typeof dimension === 'number') {
        if (size !== dimension) throw new UserError(`\`${name}\` has ${size} where the model wants ${dimension}; give it that shape`, { file });
        continue;
      }
      const before = bound.get(dimension);
      if (before !== undefined && before.size !== size)
        throw new UserError(`\`${dimension}\` is ${before.size} in \`${before.by}\` and ${size} in \`${name}\`; give both the same`, { file });
      bound.set(dimension, { size, by: name });
    }
  }
  return [...bound].map(([dimension, { size }]) => ({ dimension, sizes: [size] }));
}
