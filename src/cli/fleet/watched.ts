import type { ReadLogs } from './reading.js';

/** What `--watch` looks at again and again: a folder, or a table. */
export type Watched = {
  /** All that is known by now; null where nothing changed since the last look. Throws a UserError where it cannot look at all. */
  readonly look: () => Promise<ReadLogs | null>;
  /** The same at the end: what was held back counts, and is kept. */
  readonly end: () => Promise<ReadLogs>;
  readonly close: () => Promise<void>;
};
