import type { Severity, Verdict } from './report.js';
import type { Seconds } from './units.js';

/** The answer of `coldcase fleet --format json`, schema version 1. Fields are added freely; renamed or removed only with a new version. */

/** Quantiles are off by at most `relativeError` of themselves; null where there are no values. */
export type Distribution = {
  readonly count: number;
  readonly sumSeconds: Seconds;
  readonly p50: Seconds | null;
  readonly p95: Seconds | null;
  readonly p99: Seconds | null;
  readonly most: Seconds | null;
};

/** Boots of one stretch of time, and what a cause cost in it. */
export type TrendPoint = { readonly from: string; readonly boots: number; readonly affected: number; readonly replicaSeconds: Seconds };

export type LabelShare = { readonly value: string; readonly boots: number; readonly affected: number; readonly replicaSeconds: Seconds };

export type FleetCause = {
  readonly id: string;
  /** The gravest that it had in a boot. */
  readonly severity: Severity;
  readonly boots: number;
  /** Of all boots. */
  readonly share: number;
  readonly replicaSeconds: Seconds;
  /** What one boot paid, of those that have it and tell. */
  readonly cost: Distribution;
  readonly trend: readonly TrendPoint[];
  readonly by: readonly { readonly label: string; readonly values: readonly LabelShare[] }[];
};

export type FleetSplit = {
  readonly label: string;
  readonly values: readonly {
    readonly value: string;
    readonly boots: number;
    readonly failed: number;
    readonly timeToReady: Distribution;
    readonly firstRequest: Distribution;
    /** The cause that cost most replica-seconds there. */
    readonly dearest: string | null;
  }[];
};

export type Outlier = {
  readonly id: string;
  readonly timeToReadySeconds: Seconds;
  /** How many times the median. */
  readonly timesMedian: number;
  readonly causes: readonly string[];
};

/** A label that outliers have more often than the others, beyond chance. */
export type Apart = { readonly label: string; readonly value: string; readonly ofOutliers: number; readonly ofOthers: number; readonly p: number };

export type Together = { readonly causes: readonly [string, string]; readonly boots: number; readonly timesChance: number };

export type Regression = {
  readonly label: string;
  /** The last value before and the first one that is slower. */
  readonly lastGood: string;
  readonly firstBad: string;
  readonly measure: 'timeToReadySeconds' | 'firstRequestSeconds';
  readonly beforeSeconds: Seconds;
  readonly afterSeconds: Seconds;
  readonly bootsBefore: number;
  readonly bootsAfter: number;
  readonly p: number;
};

export type Fleet = {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'coldcase'; readonly version: string };
  readonly summary: string;
  readonly relativeError: number;
  readonly files: number;
  /** Files that hold the same as another one, and are not counted again. */
  readonly copies: number;
  /** Inputs that could not be read. */
  readonly unread: number;
  readonly boots: number;
  readonly replicas: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly verdicts: Readonly<{ [verdict in Verdict]: number }>;
  readonly timeToReady: Distribution;
  readonly firstRequest: Distribution;
  readonly causes: readonly FleetCause[];
  readonly splits: readonly FleetSplit[];
  /** The slowest of those that are far out; `outlierCount` counts all. */
  readonly outliers: readonly Outlier[];
  readonly outlierCount: number;
  readonly apart: readonly Apart[];
  readonly together: readonly Together[];
  readonly regressions: readonly Regression[];
};
