import { shapeWords } from '../plan/dimensions.js';
import type { Plan, PlannedInput } from '../plan/plan.js';
import { knownInputs, tensorSizes } from './tensors.js';

/** As model_config.proto of Triton calls them (https://github.com/triton-inference-server/common/blob/main/protobuf/model_config.proto). */
const typeName = (type: PlannedInput['type']): string => `TYPE_${type.replace('float', 'FP').toUpperCase()}`;

/** Random ids would lie outside of a vocabulary; zero is in each. */
const contentOf = (type: PlannedInput['type']): string => (type.startsWith('float') ? 'random_data: true' : 'zero_data: true');

const text = (value: string): string => JSON.stringify(value);

/**
 * The `model_warmup` block of a `config.pbtxt`: a sample for each shape, run as often as the plan's test of steadiness needs at least. Triton
 * takes the batch by itself and says nothing where a sample fails but in its log.
 */
export const tritonText = (plan: Plan): string => {
  const inputs = knownInputs(plan, 'triton');
  const samples = plan.shapes.map(({ shape }) => {
    const tensors = inputs.map((input) => {
      const sizes = tensorSizes(input, shape);
      const own = input.dims[0] === 'batch' ? sizes.slice(1) : sizes;
      // Triton refuses an input of no dimension: its configuration has one of 1, and reshapes it.
      const dims = own.length === 0 ? [1] : own;
      return `    inputs {
      key: ${text(input.name)}
      value { data_type: ${typeName(input.type)} dims: [ ${dims.join(', ')} ] ${contentOf(input.type)} }
    }`;
    });
    const hasBatch = inputs.some(({ dims }) => dims[0] === 'batch');
    return `  {
    name: ${text(shapeWords(shape).replaceAll(' · ', ', '))}
    batch_size: ${hasBatch ? (shape.batch ?? 1) : 1}
${tensors.join('\n')}
    count: ${2 * plan.steady.window}
  }`;
  });
  return `# For the config.pbtxt of the model; coldcase warm --protocol kserve tells whether it worked. Written by coldcase plan --emit triton.
model_warmup [
${samples.join(',\n')}
]
`;
};
