import { count, dialect, list, object, oneOf, orNull, type Schema, seconds, string, tool } from '../schema-words.js';

/** The JSON Schema of `coldcase fleet --format json`. Members may be added without a new version. */

const number: Schema = { type: 'number' };
const distribution = object({ count, sumSeconds: seconds, p50: orNull(seconds), p95: orNull(seconds), p99: orNull(seconds), most: orNull(seconds) });
const labelShare = object({ value: string, boots: count, affected: count, replicaSeconds: seconds });

const cause = object({
  id: string,
  severity: oneOf('error', 'warning', 'note'),
  boots: count,
  share: number,
  replicaSeconds: seconds,
  cost: distribution,
  trend: list(object({ from: string, boots: count, affected: count, replicaSeconds: seconds })),
  by: list(object({ label: string, values: list(labelShare) })),
});

const splitValue = object({ value: string, boots: count, failed: count, timeToReady: distribution, firstRequest: distribution, dearest: orNull(string) });

const regression = object({
  label: string,
  lastGood: string,
  firstBad: string,
  measure: oneOf('timeToReadySeconds', 'firstRequestSeconds'),
  beforeSeconds: seconds,
  afterSeconds: seconds,
  bootsBefore: count,
  bootsAfter: count,
  p: number,
});

/** JSON Schema (2020-12) of a fleet, schema version 1. */
export const fleetJsonSchema: Schema = {
  $schema: dialect,
  title: 'coldcase fleet',
  ...object({
    schemaVersion: { const: 1 },
    tool,
    summary: string,
    relativeError: number,
    files: count,
    copies: count,
    unread: count,
    boots: count,
    replicas: count,
    from: orNull(string),
    to: orNull(string),
    verdicts: object({ failed: count, cold: count, slow: count, warm: count, unknown: count }),
    timeToReady: distribution,
    firstRequest: distribution,
    causes: list(cause),
    splits: list(object({ label: string, values: list(splitValue) })),
    outliers: list(object({ id: string, timeToReadySeconds: seconds, timesMedian: number, causes: list(string) })),
    outlierCount: count,
    apart: list(object({ label: string, value: string, ofOutliers: number, ofOthers: number, p: number })),
    together: list(object({ causes: { type: 'array', items: string, minItems: 2, maxItems: 2 }, boots: count, timesChance: number })),
    regressions: list(regression),
  }),
};
