import { bounded } from '../escape/bounded.js';

/** A value as OTLP's JSON has it: an int64 is a string. */
export type AnyValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly doubleValue: number }
  | { readonly arrayValue: { readonly values: readonly AnyValue[] } };

export type KeyValue = { readonly key: string; readonly value: AnyValue };

/** A line of the log can be long; an attribute should not. */
const longestText = 1000;

type Given = string | number | boolean | null | readonly string[];

const anyValue = (given: Exclude<Given, null>): AnyValue => {
  if (typeof given === 'string') return { stringValue: bounded(given, longestText) };
  if (typeof given === 'boolean') return { boolValue: given };
  if (typeof given === 'number') return { doubleValue: given };
  return { arrayValue: { values: given.map(anyValue) } };
};

/** Attributes by name; what is null, empty text or an empty list is left out. */
export const attributesOf = (given: { readonly [key: string]: Given }): KeyValue[] =>
  Object.entries(given).flatMap(([key, value]) =>
    value === null || value === '' || (typeof value === 'object' && value.length === 0) ? [] : [{ key, value: anyValue(value) }],
  );
