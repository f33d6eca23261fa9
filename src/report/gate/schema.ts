import { reportSchema } from '../schema.js';
import { boolean, count, dialect, evidence, list, object, oneOf, orNull, type Schema, string, tool } from '../schema-words.js';

/** The JSON Schema of `coldcase gate --format json`. Members may be added without a new version. */

const number: Schema = { type: 'number' };
const position: Schema = { type: 'integer', minimum: 1 };
const place = object({ file: string, line: position, column: position });

const budget = object({
  id: { ...string, description: 'Stable from run to run: timeToReady, phases.compile, causes.oom-device.' },
  title: string,
  verdict: oneOf('pass', 'exceeded', 'range-crosses', 'unknown', 'not-comparable'),
  why: string,
  unit: oneOf('seconds', 'bytes', 'share', 'ratio', 'count'),
  measured: orNull(number),
  range: orNull(object({ low: orNull(number), high: orNull(number) })),
  limit: orNull(number),
  margin: orNull({ ...number, description: 'The limit less what was measured: negative where it is exceeded.' }),
  boots: list(string),
  evidence: list(evidence),
  place: orNull(place),
  howToLog: orNull(string),
});

const tolerated = object({ cause: string, reason: string, until: orNull(string), isExpired: boolean, boots: list(string), place });

/** JSON Schema (2020-12) of a gate's report, schema version 1. */
export const gateJsonSchema: Schema = {
  $schema: dialect,
  title: 'coldcase gate report',
  ...object({
    schemaVersion: { const: 1 },
    tool,
    verdict: oneOf('pass', 'fail', 'undecided'),
    reason: string,
    policy: object({ file: orNull(string), environment: orNull(string) }),
    baseline: orNull(object({ file: string, runs: count })),
    budgets: list(budget),
    tolerated: list(tolerated),
    report: reportSchema,
  }),
};
