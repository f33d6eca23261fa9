import type { z } from 'zod';
import { nearName } from '../near-name.js';
import type { Path } from './source.js';

/** A schema's complaint in plain words: where (path), a key in question, the sentence with the mend. */
export type Complaint = { readonly path: Path; readonly key?: string; readonly reason: string };

type Issue = z.core.$ZodIssue;

/** One sentence for each thing that the schema does not accept; of alternatives the one that comes nearest to what was written. */
export function complaintsOf(issues: readonly Issue[], value: unknown, knownKeys: (path: Path) => readonly string[], parent: Path = []): Complaint[] {
  return issues.flatMap((issue) => complaintsOfIssue(issue, value, knownKeys, [...parent, ...issue.path]));
}

function complaintsOfIssue(issue: Issue, value: unknown, knownKeys: (path: Path) => readonly string[], path: Path): Complaint[] {
  const name = nameOf(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path, key, reason: unknownKey(key, knownKeys(path)) }));
    case 'invalid_union':
      return nearestBranch(issue.errors, valueAt(value, path), name, path, value, knownKeys);
    case 'invalid_value':
      return [{ path, reason: wrongChoice(name, valueAt(value, path), issue.values.map(String)) }];
    case 'invalid_type':
      return [{ path, reason: wrongType(name, issue.expected, valueAt(value, path)) }];
    case 'too_small':
      return [{ path, reason: `${name} must not be empty` }];
    case 'custom':
      return [{ path, reason: issue.message }];
    default:
      return [{ path, reason: `${name} is not right: ${issue.message}` }];
  }
}

/** Of a union's branches the one whose complaints lie deepest, then the fewest: what the author most likely meant. */
function nearestBranch(
  branches: readonly (readonly Issue[])[],
  here: unknown,
  name: string,
  path: Path,
  value: unknown,
  knownKeys: (path: Path) => readonly string[],
): Complaint[] {
  const isObject = typeof here === 'object' && here !== null && !Array.isArray(here);
  const fitting = branches.filter((branch) => branch.every((issue) => !(issue.code === 'invalid_type' && issue.path.length === 0)));
  if (fitting.length === 0) return [{ path, reason: here === undefined ? `${name} is missing` : `${name} is of the wrong kind (${kindOf(here)})` }];
  const ranked = [...fitting].sort((left, right) => penalty(left, isObject) - penalty(right, isObject));
  return complaintsOf(ranked[0] ?? [], value, knownKeys, path);
}

/** A missing member says that another form was meant; a misspelt one or a wrong value that this one was. */
function penalty(issues: readonly Issue[], isObject: boolean): number {
  let sum = 0;
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') sum += 3 * issue.keys.length;
    else if (issue.code === 'invalid_type' && issue.path.length === 1 && isObject) sum += 10;
    else sum += 1;
  }
  return sum;
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearName(key, known);
  if (near !== null) return `there is no field \`${key}\`; did you mean \`${near}\`?`;
  return known.length === 0 ? `there is no field \`${key}\` here; take it out` : `there is no field \`${key}\`; possible are ${known.join(', ')}`;
}

function wrongChoice(name: string, value: unknown, choices: readonly string[]): string {
  if (value === undefined) return `${name} is missing; it is one of ${choices.join(', ')}`;
  const near = nearName(String(value), choices);
  const mend = near === null ? `it is one of ${choices.join(', ')}` : `did you mean \`${near}\`?`;
  return `${name} cannot be \`${String(value)}\`; ${mend}`;
}

function wrongType(name: string, expected: string, value: unknown): string {
  if (value === undefined || value === null) return `${name} is missing; give it a ${word(expected)}`;
  return `${name} must be a ${word(expected)}, not a ${kindOf(value)}; ${expected === 'string' ? 'put it in quotes' : 'write one'}`;
}

const wordOf = new Map([
  ['array', 'list'],
  ['object', 'map of fields'],
  ['record', 'map of fields'],
  ['string', 'text'],
  ['boolean', 'true or false'],
]);

function word(type: string): string {
  return wordOf.get(type) ?? type;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return word(value === null ? 'null' : typeof value);
}

function nameOf(path: Path): string {
  const last = path.findLast((part) => typeof part === 'string');
  return last === undefined ? 'the file' : `\`${String(last)}\``;
}

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const part of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Object.getOwnPropertyDescriptor(here, part)?.value;
  }
  return here;
}
