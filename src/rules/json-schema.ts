import { z } from 'zod';
import { causeSchema, runtimeSchema } from './schema.js';

/** JSON Schema (draft 2020-12) of `rules/signals/RUNTIME.yaml`, for editors. */
export function signalsJsonSchema(): object {
  return { title: 'coldcase: signals of a runtime', ...z.toJSONSchema(runtimeSchema, { io: 'input' }) };
}

/** JSON Schema (draft 2020-12) of `rules/causes/ID.yaml`, for editors. */
export function causeJsonSchema(): object {
  return { title: 'coldcase: a cause', ...z.toJSONSchema(causeSchema, { io: 'input' }) };
}
