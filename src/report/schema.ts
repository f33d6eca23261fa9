import { phases, scopes } from '../model/phase.js';
import { boolean, count, dialect, evidence, list, names, object, oneOf, orNull, type Schema, seconds, string, tool } from './schema-words.js';

/** The JSON Schema of `--format json`, for those who read reports by program. Members may be added to a report without a new version. */

const phase = oneOf(...phases);
const scope = oneOf(...scopes);
const milestone = orNull(object({ seconds: orNull(seconds), evidence: list(evidence) }, { errorSeconds: orNull(seconds) }));
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

const cause = object(
  {
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
  },
  { evidenceCount: { ...count, description: 'How many records show it; missing where `evidence` holds all.' } },
);

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

const boot = object(
  {
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
  },
  { firstRequestsAtOnce: count },
);

/** What a report holds. */
export const reportSchema: Schema = object(
  {
    schemaVersion: { const: 1 },
    tool,
    inputs: list(object({ path: string, bytes: count, lines: count, skipped: count })),
    boots: list(boot),
  },
  { masked: { type: 'object', additionalProperties: count, description: 'How many different things of a kind were replaced.' } },
);

/** JSON Schema (2020-12) of a report, schema version 1. */
export const reportJsonSchema: Schema = { $schema: dialect, title: 'coldcase report', ...reportSchema };
