import { UserError } from '../../model/user-error.js';
import { oneLine } from '../../reproduce/one-line.js';
import type { LoadAttempt } from '../result.js';
import type { Clock } from '../target/target.js';
import type { OnnxBinding, OnnxSession } from './binding.js';

/** What runs the operations of a model (https://onnxruntime.ai/docs/execution-providers). */
export const providers = ['tensorrt', 'cuda', 'cpu'] as const;

export type Provider = (typeof providers)[number];

const isProvider = (word: string): word is Provider => (providers as readonly string[]).includes(word);

/** Reads `cuda,cpu`: the first that can be had, the ones after it only where it cannot. Throws a UserError. */
export const parseProviders = (text: string): readonly Provider[] => {
  const names = text.split(',').map((name) => name.trim());
  const known = names.filter(isProvider);
  const wrong = names.find((name) => !isProvider(name));
  // `gpu` is near to `cpu` in letters only.
  if (wrong !== undefined) throw new UserError(`--provider ${wrong}: there is no such provider; there are ${providers.join(', ')}`);
  return [...new Set(known)];
};

export type CreatedSession = { readonly session: OnnxSession; readonly provider: Provider; readonly attempts: readonly LoadAttempt[] };

const messageOf = (error: unknown): string => oneLine(error instanceof Error ? error.message : String(error));

/**
 * Asked for a device, ONNX Runtime gives what the device does not take to the CPU without a word; this setting makes it refuse instead
 * (`session.disable_cpu_ep_fallback` of onnxruntime_session_options_config_keys.h).
 */
const onDeviceOnly = { extra: { session: { disable_cpu_ep_fallback: '1' } } };

/** TensorRT leaves to CUDA what it has no kernel for; both are the same device. */
const namesFor = (provider: Provider): Provider[] => (provider === 'tensorrt' ? ['tensorrt', 'cuda'] : [provider]);

/**
 * Loads a model by the first provider that can: wholly on its device, else with what the device does not take on the CPU, else by the next of
 * the list. Each attempt is timed and told. An attempt without a session where none could be had.
 */
export const createSession = async (
  binding: OnnxBinding,
  model: string,
  wanted: readonly Provider[],
  clock: Clock,
): Promise<CreatedSession | { readonly attempts: readonly LoadAttempt[] }> => {
  const attempts: LoadAttempt[] = [];
  for (const provider of wanted) {
    // Only a list with the CPU in it allows for that.
    const isMixedAllowed = provider !== 'cpu' && wanted.includes('cpu');
    for (const isMixed of isMixedAllowed ? [false, true] : [false]) {
      const begin = clock();
      const tell = (why: string | null): number => attempts.push({ device: provider, seconds: Number((clock() - begin).toFixed(6)), why });
      try {
        const options = provider === 'cpu' || isMixed ? {} : onDeviceOnly;
        const session = await binding.createSession(model, { executionProviders: [...namesFor(provider), ...(isMixed ? ['cpu'] : [])], ...options });
        tell(isMixed ? 'some of its operations run on the CPU' : null);
        return { session, provider, attempts };
      } catch (error) {
        tell(messageOf(error));
      }
    }
  }
  return { attempts };
};
