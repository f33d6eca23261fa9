import { diagnosePaths } from '../../../src/diagnose/run.js';
import type { Report } from '../../../src/model/report.js';

const paths = [
  'fixtures/lesson.log',
  'fixtures/lesson-variants/two-replicas.log',
  'fixtures/captured/gpu/compile-in-request.log',
  'fixtures/captured/gunicorn/timeout-while-loading.log',
  'fixtures/captured/node/install-at-start.log',
];

/** Reports of real logs: what is changed to make hostile ones. */
export const reports: readonly Report[] = await Promise.all(paths.map(async (path) => (await diagnosePaths([path])).report));
