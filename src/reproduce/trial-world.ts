import type { Seconds } from '../model/units.js';
import type { PageCacheControl } from './page-cache.js';
import type { RunTrial } from './run-trial.js';
import type { TrialJob } from './trial/job.js';

/** What trials need of the machine, handed in. */
export type TrialWorld = {
  readonly run: RunTrial;
  readonly pages: PageCacheControl;
  readonly signal: AbortSignal;
  /** The file that `onnxruntime-node` is loaded from. */
  readonly library: string;
  /** The files that it loads into memory, where they are to be evicted too. */
  readonly libraryFiles?: readonly string[];
  /** Waited before a run each, at the end of trials of the base and of the same again. */
  readonly idleSeconds?: readonly Seconds[];
  /** How the first requests come; one, once all is ready, where nothing is said. */
  readonly asked?: Pick<TrialJob, 'requestsAtOnce' | 'askedAfter'>;
};
