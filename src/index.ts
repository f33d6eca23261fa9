import { type DiagnoseOptions, type DiagnoseResult, diagnosePaths, diagnoseSources } from './diagnose/run.js';
import type { Report } from './model/report.js';
import { UserError } from './model/user-error.js';
import { inputSource, type LogInput } from './read/lines-source.js';
import type { Source } from './read/source.js';

export type { Thresholds } from './diagnose/thresholds.js';
export type { Evidence, Shape } from './model/boot.js';
export type { Phase, Scope } from './model/phase.js';
export type { BootReport, Cause, Confidence, Fix, Report, Saving, Severity, Verdict } from './model/report.js';
export type { InputProblem } from './read/source.js';
export type { RuleSet } from './rules/set.js';
export type { DiagnoseOptions, DiagnoseResult, LogInput };
export { diagnosePaths, UserError };

/**
 * Diagnoses one log: a path (file, folder, glob; `-` is standard input), a stream of bytes or text, or an iterable of lines.
 * @throws UserError where a path cannot be read; `diagnosePaths` reports such problems beside what it could read instead.
 */
export async function diagnose(source: string | LogInput, options: DiagnoseOptions = {}): Promise<Report> {
  const { report, problems } =
    typeof source === 'string' ? await diagnosePaths([source], options) : await diagnoseSources(only(inputSource('-', source)), options);
  const problem = problems[0];
  if (problem !== undefined) throw new UserError(problem.message);
  return report;
}

async function* only(source: Source): AsyncGenerator<Source> {
  yield source;
}
