import { parseDocument } from 'yaml';
import { parseThresholds, type Thresholds } from '../../diagnose/thresholds.js';
import { UserError } from '../../model/user-error.js';
import { mendOfName } from '../../rules/near-name.js';

/** The first line that holds the name last quoted in the problem, or the one before it: `"secnds"` of `"compile-at-startup"`. */
const lineOf = (text: string, problem: string): number | undefined => {
  const lines = text.split('\n');
  const named = [...problem.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '');
  const index = named.map((name) => lines.findIndex((line) => line.includes(name))).reduce((furthest, at) => Math.max(furthest, at), -1);
  return index === -1 ? undefined : index + 1;
};

const withNear = (problem: string, causes: readonly string[]): string => {
  const cause = /^there is no cause "(.*)"$/.exec(problem)?.[1];
  if (cause === undefined) return problem;
  return `${problem}; ${mendOfName(cause, causes, 'coldcase rules list shows all')}`;
};

/** The thresholds that a YAML file states. Throws a UserError with file, line and mend. */
export const thresholdsIn = (file: string, text: string, causes: readonly string[]): Thresholds => {
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken !== undefined) {
    const at = broken.linePos?.[0];
    const [reason = ''] = broken.message.split('\n', 1);
    throw new UserError(`is no YAML here: ${reason.replace(/ at line \d+, column \d+:?$/, '')}`, { file, line: at?.line, column: at?.col });
  }
  const parsed = parseThresholds(document.toJS(), new Set(causes));
  if ('problem' in parsed) throw new UserError(withNear(parsed.problem, causes), { file, line: lineOf(text, parsed.problem) });
  return parsed.thresholds;
};
