import { diagnose } from '../../src/index.js';
import type { Report } from '../../src/model/report.js';

/** Logs under fixtures/captured that differ in what a report has to show: GPU, failure, several processes, two starts, none to blame. */
export const capturedLogs = ['gpu/compile-in-request', 'gunicorn/timeout-while-loading', 'uvicorn/workers', 'uvicorn/two-starts', 'node/healthy'] as const;

/** The report of one of them. */
export const capturedReport = (name: string): Promise<Report> => diagnose(`fixtures/captured/${name}.log`);

/** Where its golden file of a format lies, seen from test/report. */
export const capturedGolden = (name: string, extension: string): string => `golden/captured/${name.replace('/', '-')}.${extension}`;
