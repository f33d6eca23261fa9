import { phases, scopes } from '../model/phase.js';

/** The JSON Schema of `--format json`, for those who read reports by program. Members may be added to a report without a new version. */

type Schema = { readonly [keyword: string]: unknown };

const string: Schema = { type: 'string' };
const seconds: Schema = { type: 'number', description: 'Seconds.' };
const count: Schema = { type: 'integer', minimum: 0 };
const boolean: Schema = { type: 'boolean' };
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const oneOf = (...values: readonly string[]): Schema => ({ enum: values });
const list = (items: Schema): Schema => ({ type: 'array', items });
const names: Schema = { type: 'object', additionalProperties: string };

/** An object whose members are all there; those in `optional` may be missing. */
const object = (properties: { readonly [name: string]: Schema }, optional: { readonly [name: string]: Schema } = {}): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties: { ...properties, ...optional },
});

const evidence = object({ file: string, line: { type: 'integer', minimum: 0, description: 'Line feeds counted from 1.' }, text: string });
const phase = oneOf(...phases);
const scope = oneOf(...scopes);
const milestone = orNull(object({ seconds: orNull(seconds), evidence: list(evidence) }));
const checkStatus = oneOf('pass', 'fail', 'unknown');
const size = { type: 'number' };
const shape: Schema = { type: 'object', properties: { batch: size, sequence: size, height: size, width: size } };

const saving = object({
  lowSeconds: seconds,
  highSeconds: seconds,
  basis: oneOf('stated', 'measured', 'typical', 'reproduced'),
  leaves: orNull(string),
});

const fix = object({ id: string, do: string, how: orNull(string), tradeOff: orNull(string), saves: orNull(saving) });

const cause = object({
  id: string,
  title: string,
  severity: oneOf('error', 'warning', 'note'),
  confidence: oneOf('certain', 'likely', 'possible'),
  scope,
  seconds: orNull(seconds),
  share: orNull({ type: 'number' }),
  becauseOf: list(string),
  evidence: list(evidence),
  because: string,
  fixes: list(fix),
});

const span = object({
  seconds,
  start: orNull(string),
  end: orNull(string),
  basis: oneOf('stated', 'measured'),
  process: orNull(string),
  evidence: list(evidence),
});

const gap = object(
  { scope, seconds, errorSeconds: seconds, after: evidence, before: evidence, suspect: orNull(phase), why: orNull(string) },
  { startSeconds: orNull({ type: 'number', description: "Seconds since the boot's beginning." }) },
);

const phaseTotal = object({ phase, scope, seconds, share: orNull({ type: 'number' }), basis: oneOf('stated', 'measured'), spans: list(span) });

const boot = object({
  id: { ...string, description: 'The path as given, # and which boot.' },
  replica: orNull(string),
  runtime: string,
  runtimes: list(string),
  runtimeVersion: orNull(string),
  verdict: oneOf('failed', 'cold', 'slow', 'warm', 'unknown'),
  reason: string,
  labels: names,
  fingerprint: names,
  startedAt: orNull(string),
  milestones: object({ listening: milestone, ready: milestone, warm: milestone }),
  timeToReadySeconds: orNull(seconds),
  firstRequestSeconds: orNull(seconds),
  firstRequestAtLeastSeconds: orNull(seconds),
  firstTokenSeconds: orNull(seconds),
  steadySeconds: orNull(seconds),
  coldWarmRatio: orNull({ type: 'number' }),
  firstRequests: list(object({ seconds: orNull(seconds), shape: orNull(shape) })),
  memory: object({ peakBytes: orNull({ type: 'number' }), limitBytes: orNull({ type: 'number' }) }),
  bytesFetched: orNull({ type: 'number' }),
  attributedSeconds: object({ startup: seconds, firstRequest: seconds }),
  gapSeconds: object({ startup: orNull(seconds), firstRequest: orNull(seconds) }),
  gaps: list(gap),
  phases: list(phaseTotal),
  causes: list(cause),
  warmup: orNull(object({ steps: list(string), sequences: list({ type: 'number' }), batches: list({ type: 'number' }) })),
  checklist: list(object({ item: string, title: string, status: checkStatus, why: string, evidence: list(evidence) })),
  audit: list(object({ item: string, title: string, status: checkStatus, measured: orNull({ type: 'number' }), limit: { type: 'number' } })),
  loading: orNull(object({ strategy: oneOf('eager', 'lazy', 'balanced'), fits: boolean, why: string })),
  unevaluated: list(object({ cause: string, missing: string, howToLog: orNull(string) })),
  metrics: list(object({ quantile: orNull({ type: 'number' }), seconds, windowSeconds: orNull(seconds), period: oneOf('early', 'steady') })),
});

/** JSON Schema (2020-12) of a report, schema version 1. */
export const reportJsonSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'coldcase report',
  ...object(
    {
      schemaVersion: { const: 1 },
      tool: object({ name: { const: 'coldcase' }, version: string }),
      inputs: list(object({ path: string, bytes: count, lines: count, skipped: count })),
      boots: list(boot),
    },
    { masked: { type: 'object', additionalProperties: count, description: 'How many different things of a kind were replaced.' } },
  ),
};
