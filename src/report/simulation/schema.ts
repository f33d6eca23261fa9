import { count, dialect, list, object, orNull, type Schema, string, tool } from '../schema-words.js';

/** The JSON Schema of `coldcase simulate --format json`. Members may be added without a new version. */

const number: Schema = { type: 'number' };
const seconds: Schema = { type: 'number', description: 'Seconds.' };
const estimate = object({ value: orNull(number), low: orNull(number), high: orNull(number) });
const isTrue: Schema = { type: 'boolean' };

const window = object({ startSeconds: seconds, requests: number, replicas: number, p50: estimate, p95: estimate, p99: estimate });

const strategy = object({
  name: string,
  describes: string,
  keeps: isTrue,
  p50: estimate,
  p95: estimate,
  p99: estimate,
  worst: object({ startSeconds: seconds, latency: estimate }),
  overSeconds: estimate,
  late: estimate,
  lost: estimate,
  replicaSeconds: estimate,
  windows: list(window),
});

/** JSON Schema (2020-12) of a forecast, schema version 1. */
export const simulationJsonSchema: Schema = {
  $schema: dialect,
  title: 'coldcase forecast of a scale-out',
  ...object({
    schemaVersion: { const: 1 },
    tool,
    summary: string,
    scenario: object({
      file: string,
      durationSeconds: seconds,
      windowSeconds: seconds,
      objective: object({ quantile: number, seconds, met: number }),
      requestsPerReplication: number,
      measured: list(object({ part: string, boots: count })),
    }),
    seed: count,
    replications: count,
    isPrecise: isTrue,
    chosen: orNull(string),
    reason: string,
    strategies: list(strategy),
    remarks: list(string),
  }),
};
