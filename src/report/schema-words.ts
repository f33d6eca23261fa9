/** The words in which the JSON Schemas of our reports are written. */

export type Schema = { readonly [keyword: string]: unknown };

/** The draft that all of them follow. */
export const dialect = 'https://json-schema.org/draft/2020-12/schema';

export const string: Schema = { type: 'string' };
export const seconds: Schema = { type: 'number', description: 'Seconds.' };
export const count: Schema = { type: 'integer', minimum: 0 };
export const boolean: Schema = { type: 'boolean' };
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
export const oneOf = (...values: readonly string[]): Schema => ({ enum: values });
export const list = (items: Schema): Schema => ({ type: 'array', items });
export const names: Schema = { type: 'object', additionalProperties: string };

/** An object whose members are all there; those in `optional` may be missing. */
export const object = (properties: { readonly [name: string]: Schema }, optional: { readonly [name: string]: Schema } = {}): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties: { ...properties, ...optional },
});

/** The record that shows something. */
export const evidence = object({ file: string, line: { type: 'integer', minimum: 0, description: 'Line feeds counted from 1.' }, text: string });

/** Who made the report. */
export const tool = object({ name: { const: 'coldcase' }, version: string });
