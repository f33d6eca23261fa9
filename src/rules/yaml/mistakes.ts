import { UserError } from '../../model/user-error.js';
import { complaintsOf } from './issue-text.js';
import type { Path, YamlSource } from './source.js';

/** What a schema does not accept of a YAML file: an error for each, with its place. */
export const schemaMistakes = (source: YamlSource, issues: Parameters<typeof complaintsOf>[0], knownKeys: (path: Path) => readonly string[]): UserError[] =>
  complaintsOf(issues, source.value, knownKeys).map(
    ({ path, key, reason }) => new UserError(reason, key === undefined ? source.place(path) : source.placeOfKey(path, key)),
  );

/** All that is wrong with a file as one error, in the order of its lines; `what` names the kind of file. */
export const together = (file: string, what: string, found: readonly UserError[]): UserError => {
  const problems = [...found].sort((left, right) => (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0));
  const [first] = problems;
  if (first !== undefined && problems.length === 1) return first;
  return new UserError(`${problems.length} mistakes in this ${what}:\n${problems.map((problem) => problem.message).join('\n')}`, { file });
};
