import type { BootReport, Cause, Report } from '../../src/model/report.js';
import { lessonBoot } from '../report/lesson-report.js';

/** A boot of which the log says all: ready after 40 s, a first request of 0.4 s, no cause. */
export const bootReport = (given: Partial<BootReport> = {}): BootReport => ({
  ...lessonBoot,
  id: 'server.log#1',
  runtime: 'vllm',
  runtimeVersion: '0.8.4',
  verdict: 'warm',
  reason: 'ready after 40 s',
  milestones: { listening: null, ready: { seconds: 40, errorSeconds: 0, evidence: [] }, warm: null },
  timeToReadySeconds: 40,
  firstRequestSeconds: 0.4,
  firstRequestAtLeastSeconds: 0.4,
  steadySeconds: 0.2,
  coldWarmRatio: 2,
  attributedSeconds: { startup: 38, firstRequest: 0.4 },
  gapSeconds: { startup: 2, firstRequest: 0 },
  gaps: [],
  phases: [],
  causes: [],
  checklist: [],
  unevaluated: [],
  metrics: [],
  ...given,
});

/** A boot that took so many seconds to ready, and to the first request. */
export const timed = (ready: number, request = 0.4, given: Partial<BootReport> = {}): BootReport =>
  bootReport({
    timeToReadySeconds: ready,
    firstRequestSeconds: request,
    firstRequestAtLeastSeconds: request,
    milestones: { listening: null, ready: { seconds: ready, errorSeconds: 0, evidence: [] }, warm: null },
    startedAt: new Date(ready * 1e9).toISOString(),
    ...given,
  });

export const causeOf = (id: string, given: Partial<Cause> = {}): Cause => ({
  id,
  title: id,
  severity: 'warning',
  confidence: 'certain',
  scope: 'request',
  seconds: 1,
  share: null,
  becauseOf: [],
  evidence: [{ file: 'server.log', line: 7, text: id }],
  because: `${id} was seen.`,
  fixes: [],
  ...given,
});

export const reportOf = (...boots: readonly BootReport[]): Report => ({
  schemaVersion: 1,
  tool: { name: 'coldcase', version: '0.1.0' },
  inputs: [],
  boots: boots.map((boot, index) => ({ ...boot, id: `server-${index + 1}.log#1` })),
});
