import { UserError } from '../../model/user-error.js';
import type { Plan } from '../plan/plan.js';

/**
 * The flag by which vLLM captures its graphs at the batches of the plan (`cudagraph_capture_sizes` of its CompilationConfig). A batch between two
 * sizes is padded to the larger one; one above the largest runs without a graph, so that `--max-num-seqs` should not be above it.
 */
export const vllmText = ({ shapes }: Plan): string => {
  const batches = [...new Set(shapes.flatMap(({ shape }) => shape.batch ?? []))].sort((left, right) => left - right);
  const largest = batches.at(-1);
  if (largest === undefined)
    throw new UserError('--emit vllm: no shape of the plan names a batch, and graphs are captured by batch; put the batches of the traffic in');
  // A single request decodes alone whatever the traffic's batches.
  const sizes = [...new Set([1, ...batches])];
  return `# For vllm serve: graphs of the plan's batches, and no larger batch than those. Written by coldcase plan --emit vllm.
--compilation-config '${JSON.stringify({ cudagraph_capture_sizes: sizes })}' --max-num-seqs ${largest}
`;
};
