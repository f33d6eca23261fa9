import type { InferenceSession } from 'onnxruntime-node';
import { UserError } from '../model/user-error.js';
import { mendOfName } from '../rules/near-name.js';
import type { OtherFormat } from './inputs/other-format.js';

/** One thing done otherwise than ONNX Runtime does it by itself. */
export type Change = {
  readonly id: string;
  readonly title: string;
  readonly session: InferenceSession.SessionOptions;
  /** What is made of the model beforehand and loaded in its place: what ONNX Runtime saves after optimising it, or the model with its weights apart. */
  readonly loads?: MadeModel;
  /** ONNX Runtime reads the file, and not the program. */
  readonly byPath?: true;
  /** The library is loaded while the model's file is read. */
  readonly overlaps?: true;
  /** The tokenizer is loaded in the other format of the two that can be read; what that is of a model is seen before its trials. */
  readonly loadsOtherTokenizer?: true;
  readonly tokenizer?: OtherFormat;
  /** Runs every shape once before the first answer. */
  readonly warms?: true;
  /** Needs what many machines lack; whether it runs there is seen first. */
  readonly provider?: Provider;
};

/** `saved-external`: what both others come to together. */
export type MadeModel = 'saved-model' | 'external-data' | 'saved-external';

/** An execution provider, as the binding calls it and as a profile does. */
export type Provider = { readonly name: 'cuda' | 'tensorrt'; readonly inProfile: string };

/** Every change that `--try` knows: a new one is a line here. Values under `extra` must be strings. */
export const changes: readonly Change[] = [
  { id: 'graph-optimization', title: 'graph optimisation off', session: { graphOptimizationLevel: 'disabled' } },
  { id: 'basic-optimization', title: 'graph optimisation basic', session: { graphOptimizationLevel: 'basic' } },
  { id: 'extended-optimization', title: 'graph optimisation extended', session: { graphOptimizationLevel: 'extended' } },
  { id: 'prepacking', title: 'prepacking of weights off', session: { extra: { session: { disable_prepacking: '1' } } } },
  { id: 'threads', title: 'one thread', session: { intraOpNumThreads: 1, interOpNumThreads: 1 } },
  { id: 'arena', title: 'memory arena and pattern off', session: { enableCpuMemArena: false, enableMemPattern: false } },
  { id: 'by-path', title: 'file read by ONNX Runtime', session: {}, byPath: true },
  { id: 'preload-library', title: 'library loaded while the file is read', session: {}, overlaps: true },
  { id: 'external-data', title: 'weights in a file of their own', session: {}, loads: 'external-data' },
  { id: 'saved-model', title: 'optimised model saved before', session: { graphOptimizationLevel: 'disabled' }, loads: 'saved-model' },
  { id: 'saved-external', title: 'optimised model saved, weights apart', session: { graphOptimizationLevel: 'disabled' }, loads: 'saved-external' },
  { id: 'tokenizer-format', title: 'tokenizer in its other format', session: {}, loadsOtherTokenizer: true },
  { id: 'warmup', title: 'every shape run before', session: {}, warms: true },
  { id: 'cuda', title: 'CUDA', session: { executionProviders: ['cuda'] }, provider: { name: 'cuda', inProfile: 'CUDAExecutionProvider' } },
  { id: 'tensorrt', title: 'TensorRT', session: { executionProviders: ['tensorrt'] }, provider: { name: 'tensorrt', inProfile: 'TensorrtExecutionProvider' } },
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
