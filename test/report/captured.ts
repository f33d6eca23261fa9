import { diagnosePaths } from '../../src/index.js';
import type { Report } from '../../src/model/report.js';

/** Logs for golden files: on a GPU, several processes, two boots on a clock of whole seconds, never ready, partly without a clock, without any. */
export const captured = [
  ['gpu-compile-in-request', 'fixtures/captured/gpu/compile-in-request.log'],
  ['gunicorn-two-workers', 'fixtures/captured/gunicorn/two-workers.log'],
  ['uvicorn-journald', 'fixtures/captured/uvicorn/journald.log'],
  ['gunicorn-timeout-while-loading', 'fixtures/captured/gunicorn/timeout-while-loading.log'],
  ['node-install-at-start', 'fixtures/captured/node/install-at-start.log'],
  ['lesson', 'fixtures/lesson.log'],
] as const;

/** The report of a log, its version replaced, so that a golden file outlives a release. */
export const reportOn = async (path: string): Promise<Report> => {
  const { report } = await diagnosePaths([path]);
  return { ...report, tool: { name: 'coldcase', version: '0.0.0' } };
};
