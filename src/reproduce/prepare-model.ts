import type { BoundDimension, ModelInput, ReproducedModel, Shape } from '../model/reproduction.js';
import { UserError } from '../model/user-error.js';
import { bindDimensions, type GivenSizes, shapesOf } from './dimensions.js';
import { type Fill, type InputPlan, planInputs, textPartOf } from './input-plan.js';
import { readModel } from './read-model.js';
import type { TokenizerJob } from './trial/job.js';

/** A model that can be run: its files, its inputs, and the shapes to run them at. */
export type PreparedModel = {
  readonly model: ReproducedModel;
  readonly files: readonly string[];
  readonly bindings: readonly BoundDimension[];
  readonly shapes: readonly Shape[];
  readonly plans: readonly (readonly InputPlan[])[];
  /** Null where no input is made of text. */
  readonly tokenizer: TokenizerJob | null;
};

/** What somebody brought for a model: inputs of their own, a tokenizer. */
type Brought = {
  /** Values as files of bytes by input, with the sizes that they bind. */
  readonly inputsFor?: (inputs: readonly ModelInput[]) => Promise<{ readonly fills: ReadonlyMap<string, Fill>; readonly sizes: GivenSizes }>;
  /** Loaded where an input is called like ids of tokens. */
  readonly tokenizer?: TokenizerJob | null;
};

const textFillOf = (input: ModelInput): (readonly [string, { readonly kind: 'text'; readonly part: 'ids' | 'mask' | 'types' }])[] => {
  const part = textPartOf(input);
  return part === null ? [] : [[input.name, { kind: 'text', part }]];
};

/** What goes wrong with a model names its file. */
const of = <T>(file: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw error instanceof UserError && error.file === undefined ? new UserError(error.reason, { file }) : error;
  }
};

/** Reads the model's signature and plans its inputs. Throws a UserError where a file is missing or is no model, or a size is not known. */
export async function prepareModel(
  path: string,
  sizesFor: (inputs: readonly ModelInput[]) => GivenSizes,
  { inputsFor, tokenizer = null }: Brought = {},
): Promise<PreparedModel> {
  const { inputs, opset, externalFiles, vocabulary, files, bytes } = await readModel(path);
  const own = (await inputsFor?.(inputs)) ?? { fills: new Map<string, Fill>(), sizes: [] };
  const bindings = of(path, () => bindDimensions(inputs, [...sizesFor(inputs), ...own.sizes]));
  const ofText = tokenizer === null ? [] : inputs.flatMap((input) => textFillOf(input));
  const hasText = ofText.some(([, { part }]) => part === 'ids');
  const fills = new Map<string, Fill>([...(hasText ? ofText : []), ...own.fills]);
  const shapes = shapesOf(bindings);
  return {
    model: { path, bytes, externalFiles, opset, inputs },
    files,
    bindings,
    shapes,
    plans: of(path, () => shapes.map((shape) => planInputs(inputs, shape, vocabulary, fills))),
    tokenizer: hasText ? tokenizer : null,
  };
}
