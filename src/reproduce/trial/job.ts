import type { InferenceSession } from 'onnxruntime-node';
import type { StageName } from '../../model/reproduction.js';
import type { InputPlan } from '../input-plan.js';

/** Files of the format before `tokenizer.json`: the vocabulary, the merges where there are such, and what a tokenizer of that time has in its code. */
export type LegacyTokenizer = { readonly vocabulary: string; readonly merges: string | null; readonly outline: string };

/** A tokenizer to load, and the text that it makes inputs of. */
export type TokenizerJob = {
  readonly file: string;
  /** Loaded in place of `file`, which is one of them then. */
  readonly legacy?: LegacyTokenizer;
  readonly config: string | null;
  readonly text: string;
};

/** What one process is to do; it comes as its only argument, in JSON. */
export type TrialJob = {
  /** The file that `onnxruntime-node` is loaded from. */
  readonly library: string;
  readonly model: string;
  /** Whether the model's file is read by the trial, or, as one with weights outside must be, by ONNX Runtime. */
  readonly readsFile: boolean;
  /** Whether the library is loaded while that file is read. */
  readonly overlaps?: boolean;
  readonly session: InferenceSession.SessionOptions;
  /** Whether every shape is run once before the first run that counts. */
  readonly warms?: boolean;
  /** Null where no input is made of text. */
  readonly tokenizer: TokenizerJob | null;
  readonly shapes: readonly (readonly InputPlan[])[];
  /** Places in `shapes`, in the order to run them. */
  readonly order: readonly number[];
  /** Waited before a run each, once all shapes have run. */
  readonly idleSeconds?: readonly number[];
  /** The first runs that are asked for together; 1 where nothing is said. */
  readonly requestsAtOnce?: number;
  /** They are asked for once this stage is over, and wait for what comes after it; otherwise once all is ready. */
  readonly askedAfter?: StageName | undefined;
  /** Runs after the second: at least, at most, and no new one after so many seconds. */
  readonly laterRuns: { readonly least: number; readonly most: number; readonly seconds: number };
};

/** One line of what the process tells, in JSON on descriptor 3. Moments are nanoseconds of the machine's monotonic clock. */
export type TrialMessage =
  | { readonly kind: 'begins'; readonly stage: StageName }
  | { readonly kind: 'stage'; readonly stage: StageName; readonly from: string; readonly to: string; readonly peakBytes: number | null }
  | {
      readonly kind: 'runs';
      readonly shape: number;
      readonly position: number;
      readonly firstSeconds: number;
      readonly secondSeconds: number;
      readonly laterSeconds: readonly number[];
    }
  | { readonly kind: 'at-once'; readonly coldSeconds: readonly number[]; readonly warmSeconds: readonly number[] }
  | { readonly kind: 'idle'; readonly idleSeconds: number; readonly seconds: number }
  | { readonly kind: 'refused'; readonly shape: number; readonly message: string }
  | { readonly kind: 'error'; readonly stage: StageName; readonly message: string }
  | { readonly kind: 'done' };
