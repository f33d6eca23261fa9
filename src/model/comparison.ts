import type { Evidence } from './boot.js';
import type { BudgetUnit } from './gate.js';
import type { Severity, Verdict } from './report.js';

/** The report of `coldcase compare --format json`, schema version 1. Fields are added freely; renamed or removed only with a new version. */

/** worse, better: beyond what chance explains at 5 % · unclear: moved, and chance may explain it, or too few runs tell · same: within 1 %. */
export type Movement = 'worse' | 'better' | 'unclear' | 'same';

/** One figure on both sides, in base units. Of several runs the median. */
export type ComparedFigure = {
  /** As a policy writes it: `timeToReady`, `phases.compile`. */
  readonly id: string;
  readonly title: string;
  readonly unit: BudgetUnit;
  readonly before: number | null;
  readonly after: number | null;
  /** After less before; null where a side does not give it. */
  readonly shift: number | null;
  /** 95 % interval of the shift; an open end is null. */
  readonly range: { readonly low: number | null; readonly high: number | null } | null;
  /** How often chance alone would move it so far; null where too few runs were given to tell. */
  readonly p: number | null;
  readonly movement: Movement | null;
};

/** A cause that only one side has, or both. */
export type ComparedCause = {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** In how many of the side's boots. */
  readonly before: number;
  readonly after: number;
  readonly because: string;
  readonly evidence: readonly Evidence[];
};

export type ComparedSide = {
  /** As the command line named it. */
  readonly name: string;
  readonly boots: readonly { readonly id: string; readonly verdict: Verdict }[];
  readonly runs: number;
};

export type Comparison = {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'coldcase'; readonly version: string };
  /** What moved, by how much, and what explains it, in a sentence or two. */
  readonly summary: string;
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  /** In what the two sides differ besides their times: `image: a → b`. */
  readonly differences: readonly string[];
  readonly figures: readonly ComparedFigure[];
  /** The phases of the start, then those of the first request; most moved first. */
  readonly phases: readonly ComparedFigure[];
  readonly causes: { readonly came: readonly ComparedCause[]; readonly went: readonly ComparedCause[]; readonly stayed: readonly ComparedCause[] };
};
