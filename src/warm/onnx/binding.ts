import { createRequire } from 'node:module';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { findLibrary } from '../../reproduce/library.js';

type Library = typeof import('onnxruntime-node');

/** A loaded model. */
export type OnnxSession = {
  readonly run: (feeds: {
    readonly [name: string]: Tensor;
  }) => Promise<{ readonly [name: string]: { readonly dims: readonly number[]; readonly data: unknown } }>;
  readonly release: () => Promise<void>;
};

/** What of ONNX Runtime is used, so that a stand-in has to be no more. */
export type OnnxBinding = {
  readonly createSession: (model: string, options: InferenceSession.SessionOptions) => Promise<OnnxSession>;
  readonly tensor: (type: string, values: unknown, sizes: readonly number[]) => Tensor;
};

/** ONNX Runtime as it is installed beside coldcase or in this folder. Throws a UserError with the command that installs it. */
export const loadOnnx = (folder: string): OnnxBinding => {
  const { path } = findLibrary(folder);
  // Where Node has such arrays (24), the library takes them for half precision, but its binding reads none: 1.30.0 says "expected 4, got 0".
  Reflect.deleteProperty(globalThis, 'Float16Array');
  const onnx = createRequire(path)(path) as Library;
  // What it would print in colours of a provider that is not there, we tell in a sentence.
  onnx.env.logLevel = 'fatal';
  return {
    createSession: async (model, options) => {
      const session = await onnx.InferenceSession.create(model, options);
      return { run: (feeds) => session.run(feeds), release: () => session.release() };
    },
    tensor: (type, values, sizes) => new onnx.Tensor(type as 'float32', values as Float32Array, sizes),
  };
};
