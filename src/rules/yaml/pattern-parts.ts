import { mendOfName } from '../near-name.js';
import type { Path } from './source.js';

/** A mistake in the use of parts, with the path of the text that makes it. */
export type PartProblem = { readonly path: Path; readonly reason: string };

/** `{{name}}`: no regular expression with the flag `u` can hold two braces in a row. */
const use = /\{\{([^{}]*)\}\}/g;

/** Where a runtime's file holds regular expressions. */
const patternKeys = new Set(['pattern', 'unless', 'detect', 'after', 'before']);

/**
 * A runtime's parsed file with each `{{name}}` in its patterns replaced by the part of that name; a part may use those before it.
 * The value itself where the file has no parts. Never throws; what is no runtime's file is given back as it is.
 */
export function withParts(value: unknown): { readonly value: unknown; readonly problems: readonly PartProblem[] } {
  if (!isMap(value) || !isMap(value.parts)) return { value, problems: [] };
  const problems: PartProblem[] = [];
  const known = new Map<string, string>();
  for (const [name, text] of Object.entries(value.parts)) {
    // What is no text is for the schema to complain about.
    if (typeof text === 'string') known.set(name, expanded(text, known, ['parts', name], problems));
  }
  return { value: { ...inPatterns(value, known, [], problems), parts: value.parts }, problems };
}

function inPatterns(map: { readonly [key: string]: unknown }, known: ReadonlyMap<string, string>, path: Path, problems: PartProblem[]): object {
  return Object.fromEntries(
    Object.entries(map).map(([key, member]) => {
      const here = [...path, key];
      return [key, patternKeys.has(key) ? replaced(member, known, here, problems) : inMembers(member, known, here, problems)];
    }),
  );
}

function inMembers(member: unknown, known: ReadonlyMap<string, string>, path: Path, problems: PartProblem[]): unknown {
  if (Array.isArray(member)) return member.map((one: unknown, index) => inMembers(one, known, [...path, index], problems));
  return isMap(member) ? inPatterns(member, known, path, problems) : member;
}

function replaced(pattern: unknown, known: ReadonlyMap<string, string>, path: Path, problems: PartProblem[]): unknown {
  if (typeof pattern === 'string') return expanded(pattern, known, path, problems);
  return Array.isArray(pattern) ? pattern.map((one: unknown, index) => replaced(one, known, [...path, index], problems)) : pattern;
}

function expanded(text: string, known: ReadonlyMap<string, string>, path: Path, problems: PartProblem[]): string {
  return text.replace(use, (whole, name: string) => {
    const part = known.get(name);
    if (part !== undefined) return part;
    const mend = mendOfName(name, known.keys(), 'define it above, under `parts`');
    problems.push({ path, reason: `there is no part \`${name}\`; ${mend}` });
    return whole;
  });
}

function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
