import type { Phase, Scope } from './phase.js';
import type { Facts, Milestone } from './signal.js';
import type { Bytes, Instant, Seconds } from './units.js';

/** The record that shows something. */
export type Evidence = { readonly file: string; readonly line: number; readonly text: string };

export type Basis = 'stated' | 'measured';

/** One stretch of one phase. */
export type Span = {
  readonly phase: Phase;
  readonly scope: Scope;
  /** The figure that the log states, or the difference of two timestamps. */
  readonly seconds: Seconds;
  /** What is left of `seconds` once the spans nested in it are taken out: what it can be blamed for alone. */
  readonly ownSeconds: Seconds;
  readonly basis: Basis;
  /** Null where the log has no clock there. */
  readonly start: Instant | null;
  readonly end: Instant | null;
  readonly process: string | null;
  /** Id of the signal that gave it. */
  readonly signal: string;
  /** Events that the same signal carries: what kind of work it was, in the words that causes use. */
  readonly events: readonly string[];
  /** Position in the boot's signals, shared with `BootEvent.order`. */
  readonly order: number;
  readonly evidence: readonly Evidence[];
  readonly facts: Facts;
};

/** The spans of one phase in one scope, and what is left of them once nested and parallel time is counted once. */
export type PhaseTotal = {
  readonly phase: Phase;
  readonly scope: Scope;
  readonly seconds: Seconds;
  /** Of the time to ready (startup) or of the first request; null where that is unknown. */
  readonly share: number | null;
  readonly basis: Basis;
  readonly spans: readonly Span[];
};

/** Time that no span explains. */
export type Gap = {
  readonly scope: Scope;
  readonly seconds: Seconds;
  /** How far off it may be, from the resolution of the two clocks. */
  readonly errorSeconds: Seconds;
  readonly start: Instant;
  readonly end: Instant;
  readonly after: Evidence;
  readonly before: Evidence;
};

/** Something that a signal says happened, other than time spent. */
export type BootEvent = {
  readonly name: string;
  readonly scope: Scope;
  readonly time: Instant | null;
  readonly process: string | null;
  readonly facts: Facts;
  readonly signal: string;
  readonly evidence: Evidence;
  /** Position in the boot's signals: orders events and spans where clocks are missing. */
  readonly order: number;
};

/** The sizes of one input; what the log does not say is absent. */
export type Shape = {
  readonly batch?: number;
  readonly sequence?: number;
  readonly height?: number;
  readonly width?: number;
};

export type Request = {
  readonly seconds: Seconds | null;
  readonly start: Instant | null;
  readonly end: Instant | null;
  readonly firstTokenSeconds: Seconds | null;
  readonly shape: Shape | null;
  /** HTTP status, or `failed` / `ok` as the log words it; null where it says nothing. */
  readonly status: number | 'ok' | 'failed' | null;
  readonly path: string | null;
  readonly evidence: readonly Evidence[];
};

/** A latency figure that the service itself printed. */
export type Metric = {
  readonly quantile: number | null;
  readonly seconds: Seconds;
  readonly windowSeconds: Seconds | null;
  readonly period: 'early' | 'steady';
  readonly evidence: Evidence;
};

export type MilestoneMark = {
  /** Since the boot's beginning; null where that is not in the log. */
  readonly seconds: Seconds | null;
  /** How far off that may be, from the resolution of the clock; null where the seconds are unknown. */
  readonly errorSeconds: Seconds | null;
  readonly time: Instant | null;
  readonly evidence: readonly Evidence[];
};

/** A shape that the log names, and in which role. */
export type ShapeFact = {
  readonly shape: Shape;
  readonly role: 'warmed' | 'typical' | 'requested';
  readonly evidence: Evidence;
};

export type MemoryFacts = {
  readonly peakBytes: Bytes | null;
  readonly limitBytes: Bytes | null;
  readonly evidence: readonly Evidence[];
};

/** How a boot ended, as far as the log goes. */
export type Outcome = {
  /** `running`: the log ends or goes on without an end of the boot. */
  readonly kind: 'running' | 'stopped' | 'failed';
  readonly evidence: readonly Evidence[];
};

/** One start of one replica, from its first record to its steady state. Facts only: causes come later. */
export type Boot = {
  readonly id: string;
  readonly file: string;
  readonly replica: string | null;
  readonly runtime: string;
  /** Runtimes and libraries seen in it, the serving one first. */
  readonly runtimes: readonly string[];
  readonly runtimeVersion: string | null;
  readonly labels: Readonly<{ [name: string]: string }>;
  readonly fingerprint: Readonly<{ [name: string]: string }>;
  readonly start: Instant | null;
  readonly end: Instant | null;
  /** Whether the boot's beginning is in the log, so that its whole length and shares of it can be told. */
  readonly hasBeginning: boolean;
  readonly hasClock: boolean;
  readonly outcome: Outcome;
  readonly milestones: Readonly<{ [name in Milestone]: MilestoneMark | null }>;
  readonly timeToReadySeconds: Seconds | null;
  readonly phases: readonly PhaseTotal[];
  readonly attributedSeconds: { readonly startup: Seconds; readonly firstRequest: Seconds };
  readonly gapSeconds: { readonly startup: Seconds | null; readonly firstRequest: Seconds | null };
  readonly gaps: readonly Gap[];
  readonly events: readonly BootEvent[];
  readonly requests: readonly Request[];
  readonly firstRequestSeconds: Seconds | null;
  readonly firstRequestAtLeastSeconds: Seconds | null;
  readonly firstTokenSeconds: Seconds | null;
  readonly steadySeconds: Seconds | null;
  /** The slowest first request of its kind (path, shape), with what such requests take later; null where nothing can be compared. */
  readonly cold: { readonly seconds: Seconds; readonly steadySeconds: Seconds; readonly evidence: readonly Evidence[] } | null;
  readonly metrics: readonly Metric[];
  readonly shapes: readonly ShapeFact[];
  readonly memory: MemoryFacts;
  readonly bytesFetched: Bytes | null;
  /** Processes that each did the same load, for "every worker loads its own copy". */
  readonly processes: readonly string[];
};
