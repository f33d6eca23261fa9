import { diagnosePaths } from '../../src/diagnose/run.js';
import type { Report } from '../../src/model/report.js';

/** The lesson's log, a start that ran out of memory, and workers that their master kills while they load. */
export const goldenLogs: readonly (readonly [name: string, path: string])[] = [
  ['lesson', 'fixtures/lesson.log'],
  ['out-of-memory', 'fixtures/captured/gpu/out-of-memory.log'],
  ['worker-timeout', 'fixtures/captured/gunicorn/timeout-while-loading.log'],
];

/** The report on a log, its tool's version the same for ever. */
export const diagnosed = async (path: string): Promise<Report> => {
  const { report } = await diagnosePaths([path]);
  return { ...report, tool: { name: 'coldcase', version: '0.0.0' } };
};

/** Texts that break out of formats that do not escape them. */
export const hostile = [
  '::error::injected',
  '##[error]injected',
  'a\r\n::set-output name=x::y',
  '%0A::add-mask::secret',
  '</failure><script>alert(1)</script>',
  ']]> & "quoted" <b>',
  '\u0000\u0008\u000b\u001b[2J\ufffe\uffff\ud800',
  '[link](https://example.com) {0} {a} ![x](y)',
  '../../etc/passwd, line=9: x',
].join('\n');
