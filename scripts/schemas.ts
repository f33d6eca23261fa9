import { reportJsonSchema } from '../src/report/schema.js';
import { causeJsonSchema, signalsJsonSchema } from '../src/rules/json-schema.js';
import type { Tree } from './write-tree.js';

/** The JSON Schemas under `schema/`: of rule files, for editors that complete and check them, and of the report, for programs that read it. */
export function schemas(): Tree {
  return new Map([
    ['schema/signals.json', `${JSON.stringify(signalsJsonSchema(), null, 2)}\n`],
    ['schema/cause.json', `${JSON.stringify(causeJsonSchema(), null, 2)}\n`],
    ['schema/report.json', `${JSON.stringify(reportJsonSchema, null, 2)}\n`],
  ]);
}
