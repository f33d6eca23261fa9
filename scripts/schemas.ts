import { causeJsonSchema, signalsJsonSchema } from '../src/rules/json-schema.js';
import type { Tree } from './write-tree.js';

/** The JSON Schemas that editors use to complete and check rule files, under `schema/`. */
export function schemas(): Tree {
  return new Map([
    ['schema/signals.json', `${JSON.stringify(signalsJsonSchema(), null, 2)}\n`],
    ['schema/cause.json', `${JSON.stringify(causeJsonSchema(), null, 2)}\n`],
  ]);
}
