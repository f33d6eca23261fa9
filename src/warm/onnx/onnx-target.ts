import type { ModelInput } from '../../model/reproduction.js';
import { planInputs } from '../../reproduce/input-plan.js';
import { oneLine } from '../../reproduce/one-line.js';
import { valuesFor } from '../../reproduce/trial/values.js';
import type { Memory } from '../memory.js';
import type { LoadAttempt } from '../result.js';
import type { Clock, Loaded, Outcome, Target } from '../target/target.js';
import type { OnnxBinding, OnnxSession } from './binding.js';
import { createSession, type Provider } from './create-session.js';
import { sizesOf } from './dimension-roles.js';

/** A model file, and what it says of its inputs. */
export type OnnxModel = { readonly path: string; readonly inputs: readonly ModelInput[]; readonly vocabulary: ReadonlyMap<string, number> };

export type OnnxSettings = {
  readonly binding: OnnxBinding;
  readonly providers: readonly Provider[];
  readonly clock: Clock;
  readonly readMemory: () => Promise<Memory | null>;
};

/** Of an output so many values are compared, evenly spread: enough to tell rows that were mixed up. */
const mostCompared = 4096;

const sampled = (values: unknown): unknown => {
  if (!ArrayBuffer.isView(values) && !Array.isArray(values)) return values;
  const all = values as ArrayLike<unknown>;
  const step = Math.max(1, Math.floor(all.length / mostCompared));
  return Array.from({ length: Math.min(all.length, mostCompared) }, (_, at) => {
    const value = all[at * step];
    return typeof value === 'bigint' ? String(value) : value;
  });
};

const attemptWords = (attempts: readonly LoadAttempt[]): string => attempts.map(({ device, why }) => `${device}: ${why}`).join('; ');

/** A model that ONNX Runtime runs in this process. */
export const onnxTarget = ({ path, inputs, vocabulary }: OnnxModel, { binding, providers, clock, readMemory }: OnnxSettings): Target => {
  let session: OnnxSession | null = null;

  const load = async (): Promise<Loaded> => {
    const begin = clock();
    const created = await createSession(binding, path, providers, clock);
    if (!('session' in created)) return { kind: 'failed', why: `the model cannot be loaded: ${attemptWords(created.attempts)}` };
    session = created.session;
    return { kind: 'loaded', load: { seconds: Number((clock() - begin).toFixed(6)), device: created.provider, attempts: created.attempts } };
  };

  return {
    load,
    run: async (shape, variant, signal): Promise<Outcome> => {
      const sized = sizesOf(inputs, shape);
      if ('problem' in sized) return { kind: 'failed', why: sized.problem };
      if (signal.aborted) return { kind: 'failed', why: 'was stopped before it ran' };
      if (session === null) return { kind: 'failed', why: 'the model is not loaded' };
      try {
        const plans = planInputs(inputs, sized.sizes, vocabulary);
        const feeds = Object.fromEntries(plans.map((plan) => [plan.name, binding.tensor(plan.type, valuesFor(plan, null, variant), plan.sizes)]));
        const begin = clock();
        const outputs = await session.run(feeds);
        const seconds = clock() - begin;
        return {
          kind: 'answered',
          seconds,
          firstTokenSeconds: null,
          answer: Object.entries(outputs).map(([name, { dims, data }]) => [name, dims, sampled(data)]),
        };
      } catch (error) {
        return { kind: 'failed', why: oneLine(error instanceof Error ? error.message : String(error)) };
      }
    },
    memory: readMemory,
    isAlive: async () => session !== null,
    close: async () => {
      await session?.release();
      session = null;
    },
  };
};
