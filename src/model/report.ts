import type { Basis, Evidence, Gap, PhaseTotal, Shape } from './boot.js';
import type { Phase, Scope } from './phase.js';
import type { Bytes, Seconds } from './units.js';

/** The report of `--format json`, schema version 1. Fields are added freely; renamed or removed only with a new version. */

export type Severity = 'error' | 'warning' | 'note';

/** The graver a severity, the higher. */
export const severityRank: Readonly<{ [severity in Severity]: number }> = { note: 0, warning: 1, error: 2 };
export type Confidence = 'certain' | 'likely' | 'possible';

/** failed: died, was killed or never got ready · cold: a request paid for the start · slow: only the start was · warm: neither · unknown: no evidence. */
export type Verdict = 'failed' | 'cold' | 'slow' | 'warm' | 'unknown';

export type Saving = {
  readonly lowSeconds: Seconds;
  readonly highSeconds: Seconds;
  readonly basis: Basis | 'typical' | 'reproduced';
  /** What the fix leaves of the time; null where nothing. */
  readonly leaves: string | null;
};

export type Fix = {
  readonly id: string;
  readonly do: string;
  /** The flag, variable or snippet for the runtime at hand; null where no rule knows one. */
  readonly how: string | null;
  readonly tradeOff: string | null;
  readonly saves: Saving | null;
};

export type Cause = {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly scope: Scope;
  readonly seconds: Seconds | null;
  readonly share: number | null;
  readonly becauseOf: readonly string[];
  readonly evidence: readonly Evidence[];
  /** How many records show it, where these are more than `evidence` holds; else missing. */
  readonly evidenceCount?: number;
  readonly because: string;
  readonly fixes: readonly Fix[];
};

export type CheckStatus = 'pass' | 'fail' | 'unknown';

export type ChecklistEntry = {
  readonly item: string;
  readonly title: string;
  readonly status: CheckStatus;
  readonly why: string;
  readonly evidence: readonly Evidence[];
};

export type AuditEntry = {
  readonly item: string;
  readonly title: string;
  readonly status: CheckStatus;
  readonly measured: number | null;
  readonly limit: number;
};

export type Unevaluated = { readonly cause: string; readonly missing: string; readonly howToLog: string | null };

export type ReportedGap = Omit<Gap, 'start' | 'end'> & {
  /** Where its unexplained time begins, since the boot's beginning; null (or missing) where that is unknown. */
  readonly startSeconds?: Seconds | null;
  readonly suspect: Phase | null;
  readonly why: string | null;
};

export type ReportedMilestone = {
  readonly seconds: Seconds | null;
  /** How far off that may be, from the resolution of the clock; null (or missing) where that is unknown. */
  readonly errorSeconds?: Seconds | null;
  readonly evidence: readonly Evidence[];
};

/** A warmup that would have prevented the boot's in-request causes; null where none is called for. */
export type WarmupAdvice = {
  readonly steps: readonly string[];
  readonly sequences: readonly number[];
  readonly batches: readonly number[];
};

export type BootReport = {
  readonly id: string;
  readonly replica: string | null;
  readonly runtime: string;
  readonly runtimes: readonly string[];
  readonly runtimeVersion: string | null;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly labels: Readonly<{ [name: string]: string }>;
  readonly fingerprint: Readonly<{ [name: string]: string }>;
  readonly startedAt: string | null;
  readonly milestones: { readonly listening: ReportedMilestone | null; readonly ready: ReportedMilestone | null; readonly warm: ReportedMilestone | null };
  readonly timeToReadySeconds: Seconds | null;
  readonly firstRequestSeconds: Seconds | null;
  readonly firstRequestAtLeastSeconds: Seconds | null;
  readonly firstTokenSeconds: Seconds | null;
  readonly steadySeconds: Seconds | null;
  readonly coldWarmRatio: number | null;
  readonly firstRequests: readonly { readonly seconds: Seconds | null; readonly shape: Shape | null }[];
  /** Requests that were under way together with the first one, itself counted; left out where the log shows no two. */
  readonly firstRequestsAtOnce?: number;
  readonly memory: { readonly peakBytes: Bytes | null; readonly limitBytes: Bytes | null };
  readonly bytesFetched: Bytes | null;
  readonly attributedSeconds: { readonly startup: Seconds; readonly firstRequest: Seconds };
  readonly gapSeconds: { readonly startup: Seconds | null; readonly firstRequest: Seconds | null };
  readonly gaps: readonly ReportedGap[];
  /** Spans with ISO 8601 `start` and `end` (null without a clock). */
  readonly phases: readonly ReportedPhase[];
  readonly causes: readonly Cause[];
  readonly warmup: WarmupAdvice | null;
  readonly checklist: readonly ChecklistEntry[];
  readonly audit: readonly AuditEntry[];
  readonly loading: { readonly strategy: 'eager' | 'lazy' | 'balanced'; readonly fits: boolean; readonly why: string } | null;
  readonly unevaluated: readonly Unevaluated[];
  readonly metrics: readonly {
    readonly quantile: number | null;
    readonly seconds: Seconds;
    readonly windowSeconds: Seconds | null;
    readonly period: 'early' | 'steady';
  }[];
};

export type ReportedSpan = {
  readonly seconds: Seconds;
  readonly start: string | null;
  readonly end: string | null;
  readonly basis: Basis;
  readonly process: string | null;
  readonly evidence: readonly Evidence[];
};

export type ReportedPhase = Omit<PhaseTotal, 'spans'> & { readonly spans: readonly ReportedSpan[] };

export type InputSummary = {
  readonly path: string;
  readonly bytes: Bytes;
  readonly lines: number;
  /** Lines that could not be decoded or were cut. */
  readonly skipped: number;
};

export type MaskedKind = 'secrets' | 'addresses' | 'hosts' | 'emails' | 'users' | 'pods' | 'nodes';

/** How many different things of a kind redaction has replaced; kinds of which there were none are missing. */
export type Masked = Readonly<{ [kind in MaskedKind]?: number }>;

export type Report = {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'coldcase'; readonly version: string };
  readonly inputs: readonly InputSummary[];
  readonly boots: readonly BootReport[];
  /** Missing where nothing was replaced. */
  readonly masked?: Masked;
};
