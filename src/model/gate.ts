import type { Evidence } from './boot.js';
import type { Report } from './report.js';

/** The report of `coldcase gate --format json`, schema version 1. Fields are added freely; renamed or removed only with a new version. */

/**
 * pass: within the limit · exceeded: beyond it · range-crosses: what is known leaves both open · unknown: the log cannot answer ·
 * not-comparable: the baseline is of another kind of start.
 */
export type BudgetVerdict = 'pass' | 'exceeded' | 'range-crosses' | 'unknown' | 'not-comparable';

/** What a budget's figures are in; a share is 0 to 1, a ratio any number. */
export type BudgetUnit = 'seconds' | 'bytes' | 'share' | 'ratio' | 'count';

/** Where in a policy a budget stands; both counted from 1. */
export type PolicyPlace = { readonly file: string; readonly line: number; readonly column: number };

export type BudgetResult = {
  /** In the policy's words, so stable from run to run: `timeToReady`, `phases.compile`, `causes.oom-device`, `checklist.tokenizer-ready`, `regression.timeToReady`, `replicas`. */
  readonly id: string;
  readonly title: string;
  readonly verdict: BudgetVerdict;
  /** One sentence. */
  readonly why: string;
  readonly unit: BudgetUnit;
  /** The worst boot's figure, or for a regression the shift; null where nothing is known. */
  readonly measured: number | null;
  /** What the measured figure may really be; an open end is null. */
  readonly range: { readonly low: number | null; readonly high: number | null } | null;
  readonly limit: number | null;
  /** The limit less what was measured: negative where it is exceeded. */
  readonly margin: number | null;
  /** Ids of the boots that decided. */
  readonly boots: readonly string[];
  readonly evidence: readonly Evidence[];
  /** null for a budget that the command line asks for. */
  readonly place: PolicyPlace | null;
  /** What to switch on so that the log answers; null where nothing would help, or nothing needs to. */
  readonly howToLog: string | null;
};

/** A cause that the policy tolerates: it is told, and does not fail while the tolerance lasts. */
export type Tolerated = {
  readonly cause: string;
  readonly reason: string;
  /** ISO day after which it is tolerated no more; null for ever. */
  readonly until: string | null;
  readonly isExpired: boolean;
  /** Ids of the boots that have the cause. */
  readonly boots: readonly string[];
  readonly place: PolicyPlace;
};

export type GateVerdict = 'pass' | 'fail' | 'undecided';

export type GateReport = {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'coldcase'; readonly version: string };
  readonly verdict: GateVerdict;
  /** One sentence. */
  readonly reason: string;
  readonly policy: { readonly file: string | null; readonly environment: string | null };
  readonly baseline: { readonly file: string; readonly runs: number } | null;
  /** Gravest first, then as the policy has them. */
  readonly budgets: readonly BudgetResult[];
  readonly tolerated: readonly Tolerated[];
  /** What was judged. */
  readonly report: Report;
};
