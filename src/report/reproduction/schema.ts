import { count, dialect, list, object, oneOf, orNull, type Schema, string, tool } from '../schema-words.js';

/** The JSON Schema of `coldcase reproduce --format json`. Members may be added without a new version. */

const seconds: Schema = { type: 'number', description: 'Seconds.' };
const bytes: Schema = { type: 'number', minimum: 0 };
const size: Schema = { type: 'integer', minimum: 0 };

const stage = oneOf('process-start', 'import', 'file-read', 'session-creation', 'input-building', 'first-run');
const shape: Schema = { type: 'object', additionalProperties: { type: 'integer', minimum: 1 }, description: 'Sizes by dimension.' };
const interval = { low: orNull(seconds), high: orNull(seconds) };
const median = object({ seconds, ...interval, values: count });
const difference = object({ seconds, ...interval, verdict: oneOf('clear', 'noise', 'too-few') });

const model = object({
  path: string,
  bytes,
  externalFiles: list(string),
  opset: orNull(count),
  inputs: list(object({ name: string, type: string, dimensions: list({ anyOf: [size, string] }) })),
});

const machine = object({
  processor: string,
  cores: count,
  memoryBytes: bytes,
  memoryLimitBytes: orNull(bytes),
  platform: string,
  node: string,
  onnxruntime: string,
  load: orNull(object({ before: { type: 'number' }, after: { type: 'number' } })),
});

const condition = object({
  id: string,
  title: string,
  role: oneOf('evicted', 'base', 'reference', 'change'),
  pageCache: oneOf('cold', 'warm', 'unknown'),
  trials: count,
  failed: count,
  firstAnswer: median,
  between: median,
  stages: list(object({ stage, median, peakBytes: orNull(bytes) })),
});

const trial = object({
  condition: string,
  round: count,
  startedAt: orNull(string),
  failure: orNull(string),
  stages: list(object({ stage, startSeconds: seconds, seconds, peakBytes: orNull(bytes) })),
  runs: list(object({ shape, position: count, firstSeconds: seconds, secondSeconds: seconds, laterSeconds: list(seconds) })),
});

/** JSON Schema (2020-12) of a reproduction, schema version 1. */
export const reproductionJsonSchema: Schema = {
  $schema: dialect,
  title: 'coldcase reproduction',
  ...object({
    schemaVersion: { const: 1 },
    tool,
    summary: string,
    model,
    bindings: list(object({ dimension: string, sizes: list(size), basis: oneOf('given', 'assumed') })),
    machine,
    settings: object({ seed: count, precision: { type: 'number' }, maxTrials: count, maxSeconds: seconds, trialTimeoutSeconds: seconds }),
    ending: oneOf('precise', 'trials', 'time', 'interrupted'),
    seconds,
    remarks: list(string),
    conditions: list(condition),
    differences: list(object({ condition: string, over: string, stage: orNull(stage), difference })),
    shapes: list(
      object({
        shape,
        firstInProcess: orNull(median),
        firstAfterOthers: orNull(median),
        second: median,
        steady: median,
        penalty: orNull(difference),
      }),
    ),
    changes: list(object({ id: string, title: string, firstAnswer: difference, steady: difference, peakBytes: orNull({ type: 'number' }), diskBytes: bytes })),
    peakBytes: orNull(bytes),
    trials: list(trial),
  }),
};
