import type { Phase, Scope } from './phase.js';
import type { Record } from './record.js';
import type { Seconds } from './units.js';

/** What a capture of a pattern gave, in base units: seconds, bytes, counts; or text. */
export type Facts = Readonly<{ [name: string]: number | string | boolean }>;

export type Milestone = 'listening' | 'ready' | 'warm';

/** How long a signal's span lasts, and where the time comes from. */
export type Extent =
  /** The record gives the duration and stands at its end. */
  | { readonly kind: 'stated' }
  /**
   * The record opens a span, which the next `ends` of the same key (same process) closes; a lone one, of which the log tells the other end
   * nowhere, may be measured to its neighbour.
   */
  | { readonly kind: 'starts'; readonly key: string; readonly mayBeLone?: true }
  | { readonly kind: 'ends'; readonly key: string; readonly mayBeLone?: true }
  /** From this record to the next one of its process that is neither a heartbeat nor the same signal. */
  | { readonly kind: 'until-next' }
  /** The same, where nothing but imports was said in the boot before it. */
  | { readonly kind: 'opening-to-next' }
  /** From the previous record of its process (that is no heartbeat) to this one. */
  | { readonly kind: 'since-previous' }
  /** From the boot's first record to this one. */
  | { readonly kind: 'since-boot' }
  /** The same, where no other dated record stands between them and the first one tells of no work. */
  | { readonly kind: 'since-first' };

/** A fact that a rule reads off a record. */
export type Signal = {
  /** The rule's id, `runtime/name`. */
  readonly id: string;
  /** The rule file's runtime, which need not be the boot's. */
  readonly runtime: string;
  readonly record: Record;
  /** Line of the record (of its lines) that the pattern matched in. */
  readonly line: number;
  readonly facts: Facts;
  /** The phase that the record times, with `extent`; null where it times none. */
  readonly phase: Phase | null;
  readonly extent: Extent | null;
  /** What the rule or the record's own label says of the scope; null: to be inferred from its place. */
  readonly scope: Scope | null;
  /** Ids of the signals whose spans (same process) this stated figure adds up. */
  readonly totals: readonly string[];
  readonly events: readonly string[];
  readonly milestone: Milestone | null;
  /**
   * starts: begins a boot, a further one another · may-start: begins one where the last is over or serves · begins: shows that a boot's
   * beginning is in the log, but is said again later · ends: it was told to stop · fails: it died · may-fail: in plain words, which
   * one of its many parts may say as well.
   */
  readonly boot: 'starts' | 'may-start' | 'begins' | 'ends' | 'fails' | 'may-fail' | null;
  /** Role of the sizes among the facts (batch, sequence, height, width). */
  readonly shape: 'warmed' | 'typical' | 'requested' | null;
  /** The facts hold a latency figure: quantile, earlySeconds, steadySeconds, windowSeconds. */
  readonly isMetric: boolean;
  readonly request: 'starts' | 'ends' | 'first-token' | null;
  readonly isHeartbeat: boolean;
  readonly typical: Typical | null;
};

/** What a duration usually is, so that an answer can say whether a figure is normal. */
export type Typical = {
  readonly lowSeconds: Seconds;
  readonly highSeconds: Seconds;
  readonly for: string;
  readonly source: string;
};

/** Whether a signal says that its boot died. */
export const saysFailed = ({ boot }: Pick<Signal, 'boot'>): boolean => boot === 'fails' || boot === 'may-fail';
