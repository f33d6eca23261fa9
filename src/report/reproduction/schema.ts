import { phases, scopes } from '../../model/phase.js';
import { stageNames } from '../../model/reproduction.js';
import { boolean, count, dialect, list, object, oneOf, orNull, type Schema, string, tool } from '../schema-words.js';

/** The JSON Schema of `coldcase reproduce --format json`. Members may be added without a new version. */

const seconds: Schema = { type: 'number', description: 'Seconds.' };
const bytes: Schema = { type: 'number', minimum: 0 };
const size: Schema = { type: 'integer', minimum: 0 };

const stage = oneOf(...stageNames);
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

const service = object({
  command: string,
  readyUrl: string,
  request: orNull(object({ url: string, bytes })),
  files: list(string),
});

const machine = object({
  processor: string,
  cores: count,
  memoryBytes: bytes,
  memoryLimitBytes: orNull(bytes),
  platform: string,
  node: string,
  onnxruntime: orNull(string),
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

const runs = { firstSeconds: seconds, secondSeconds: seconds, laterSeconds: list(seconds) };
const phase = oneOf(...phases);
const verdict = oneOf('failed', 'cold', 'slow', 'warm', 'unknown');
const scope = oneOf(...scopes);

const trial = object(
  {
    condition: string,
    round: count,
    startedAt: orNull(string),
    failure: orNull(string),
    stages: list(object({ stage, startSeconds: seconds, seconds, peakBytes: orNull(bytes) })),
    runs: list(object({ shape, position: count, ...runs }, { tokens: object(runs) })),
  },
  {
    diagnosis: object({
      verdict,
      timeToReadySeconds: orNull(seconds),
      phases: list(object({ phase, scope, seconds })),
      causes: list(object({ id: string, title: string, seconds: orNull(seconds) })),
    }),
    idle: list(object({ idleSeconds: seconds, seconds })),
    atOnce: object({ coldSeconds: list(seconds), warmSeconds: list(seconds) }),
    wasKilled: boolean,
  },
);

const diagnosis = object({
  condition: string,
  trials: count,
  phases: list(object({ phase, scope, median })),
  causes: list(object({ id: string, title: string, trials: count, median: orNull(median) })),
});

const scenario = object({
  boot: string,
  verdict,
  loading: orNull(oneOf('eager', 'lazy', 'balanced')),
  requestsAtOnce: orNull(count),
  condition: string,
  trials: count,
  phases: list(object({ phase, scope, observedSeconds: orNull(seconds), reproduced: orNull(median) })),
  causes: list(
    object({
      id: string,
      title: string,
      observedSeconds: orNull(seconds),
      trials: count,
      outcome: oneOf('reproduced', 'other-hardware', 'not-reproduced'),
      why: orNull(string),
    }),
  ),
});

/** JSON Schema (2020-12) of a reproduction, schema version 1. */
export const reproductionJsonSchema: Schema = {
  $schema: dialect,
  title: 'coldcase reproduction',
  ...object({
    schemaVersion: { const: 1 },
    tool,
    summary: string,
    scenario: orNull(scenario),
    model: orNull(model),
    service: orNull(service),
    bindings: list(object({ dimension: string, sizes: list(size), basis: oneOf('given', 'assumed') })),
    machine,
    settings: object({ seed: count, precision: { type: 'number' }, maxTrials: count, maxSeconds: seconds, trialTimeoutSeconds: seconds }),
    ending: oneOf('precise', 'trials', 'time', 'interrupted'),
    seconds,
    remarks: list(string),
    conditions: list(condition),
    differences: list(object({ condition: string, over: string, stage: orNull(stage), difference })),
    shapes: list(
      object(
        {
          shape,
          firstInProcess: orNull(median),
          firstAfterOthers: orNull(median),
          second: median,
          steady: median,
          penalty: orNull(difference),
          penaltyAfterOthers: orNull(difference),
        },
        { tokens: object({ first: median, second: median, steady: median }) },
      ),
    ),
    idle: list(object({ idleSeconds: seconds, run: median, overSteady: difference })),
    atOnce: list(
      object({ condition: string, requests: count, firstAnswered: median, lastAnswered: median, warmLastAnswered: median, lastOverWarm: difference }),
    ),
    changes: list(
      object({
        id: string,
        title: string,
        firstAnswer: difference,
        firstRun: difference,
        steady: difference,
        peakBytes: orNull({ type: 'number' }),
        diskBytes: bytes,
      }),
    ),
    creation: orNull(object({ starts: count, seconds, loadSeconds: seconds, initialisationSeconds: seconds, otherSeconds: seconds })),
    providers: list(object({ provider: string, outcome: oneOf('ran', 'provider-fallback'), share: { type: 'number' }, why: orNull(string) })),
    diagnoses: list(diagnosis),
    peakBytes: orNull(bytes),
    trials: list(trial),
  }),
};
