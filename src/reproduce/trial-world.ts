import type { PageCacheControl } from './page-cache.js';
import type { RunTrial } from './run-trial.js';

/** What trials need of the machine, handed in. */
export type TrialWorld = {
  readonly run: RunTrial;
  readonly pages: PageCacheControl;
  readonly signal: AbortSignal;
  /** The file that `onnxruntime-node` is loaded from. */
  readonly library: string;
};
