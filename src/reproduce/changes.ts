import type { InferenceSession } from 'onnxruntime-node';
import { UserError } from '../model/user-error.js';
import { mendOfName } from '../rules/near-name.js';

/** One thing done otherwise than ONNX Runtime does it by itself. */
export type Change = {
  readonly id: string;
  readonly title: string;
  readonly session: InferenceSession.SessionOptions;
  /** Loads what ONNX Runtime saved of the model after optimising it, in place of the model. */
  readonly loadsSavedModel: boolean;
};

const change = (id: string, title: string, session: InferenceSession.SessionOptions): Change => ({ id, title, session, loadsSavedModel: false });

/** Every change that `--try` knows: a new one is a line here. Values under `extra` must be strings. */
export const changes: readonly Change[] = [
  change('graph-optimization', 'graph optimisation off', { graphOptimizationLevel: 'disabled' }),
  change('prepacking', 'prepacking of weights off', { extra: { session: { disable_prepacking: '1' } } }),
  change('threads', 'one thread', { intraOpNumThreads: 1, interOpNumThreads: 1 }),
  change('arena', 'memory arena and pattern off', { enableCpuMemArena: false, enableMemPattern: false }),
  { id: 'saved-model', title: 'optimised model saved before', session: { graphOptimizationLevel: 'disabled' }, loadsSavedModel: true },
];

/** The changes that a list with commas names; `all` is each of them. Throws a UserError with the near name. */
export function parseChanges(text: string): Change[] {
  const known = changes.map(({ id }) => id);
  const names = text.split(',').map((name) => name.trim());
  const wrong = names.find((name) => name !== 'all' && !known.includes(name));
  if (wrong !== undefined)
    throw new UserError(`--try ${wrong}: there is no such change; ${mendOfName(wrong, known, `there are ${known.join(', ')}, and all`)}`);
  return changes.filter(({ id }) => names.includes('all') || names.includes(id));
}
