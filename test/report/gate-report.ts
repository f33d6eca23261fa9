import type { BudgetResult, GateReport } from '../../src/model/gate.js';
import { lessonBoot, reportOf } from './lesson-report.js';
import { vllmBoot } from './vllm-report.js';

const policy = (line: number) => ({ file: 'deploy/coldcase.yaml', line, column: 3 });
const ready = vllmBoot.milestones.ready?.evidence ?? [];

/** A budget that passed, with what is given put over it. */
export const budget = (given: Partial<BudgetResult>): BudgetResult => ({
  id: 'timeToReady',
  title: 'Time to ready',
  verdict: 'pass',
  why: 'ready after 131 s, within 150 s.',
  unit: 'seconds',
  measured: 131.4,
  range: { low: 130.4, high: 132.4 },
  limit: 150,
  margin: 18.6,
  boots: ['server.log#1'],
  evidence: ready,
  place: policy(4),
  howToLog: null,
  ...given,
});

const compile = vllmBoot.causes.find((cause) => cause.id === 'compile-at-startup')?.evidence ?? [];
const shape = lessonBoot.causes.find((cause) => cause.id === 'shape-not-warmed')?.evidence ?? [];

export const gateOf = (given: Partial<GateReport>): GateReport => ({
  schemaVersion: 1,
  tool: { name: 'coldcase', version: '0.1.0' },
  verdict: 'pass',
  reason: 'all 1 budgets are kept.',
  policy: { file: 'deploy/coldcase.yaml', environment: 'production' },
  baseline: null,
  budgets: [budget({})],
  tolerated: [],
  report: reportOf(vllmBoot),
  ...given,
});

/** A gate over two boots that shows each verdict of a budget and each unit. */
export const failedGate: GateReport = gateOf({
  verdict: 'fail',
  reason: '2 of 8 budgets are exceeded: compilation took 61.2 s of 30 s.',
  baseline: { file: 'baseline.json', runs: 8 },
  report: reportOf(lessonBoot, vllmBoot),
  budgets: [
    budget({
      id: 'phases.compile',
      title: 'Compilation at startup',
      verdict: 'exceeded',
      why: 'compilation took 61.2 s, 31.2 s more than the 30 s allowed.',
      measured: 61.2,
      range: null,
      limit: 30,
      margin: -31.2,
      evidence: compile,
      place: policy(7),
    }),
    budget({
      id: 'causes.shape-not-warmed',
      title: 'No cause shape-not-warmed',
      verdict: 'exceeded',
      why: 'shape-not-warmed was found, and the policy allows none.',
      unit: 'count',
      measured: 1,
      range: null,
      limit: 0,
      margin: -1,
      boots: ['fixtures/lesson.log#1'],
      evidence: shape,
      place: policy(12),
    }),
    budget({
      id: 'firstRequest',
      title: 'First request',
      verdict: 'range-crosses',
      why: 'the first request took at least 3.5 s; the limit of 5 s may or may not be kept.',
      measured: 3.5,
      range: { low: 3.5, high: null },
      limit: 5,
      margin: 1.5,
      boots: ['fixtures/lesson.log#1'],
      evidence: lessonBoot.causes[0]?.evidence ?? [],
      place: policy(5),
      howToLog: 'log the duration of each request',
    }),
    budget({
      id: 'peakMemoryShare',
      title: 'Memory at its peak',
      verdict: 'unknown',
      why: 'no line states the memory limit.',
      unit: 'share',
      measured: null,
      range: null,
      limit: 0.9,
      margin: null,
      boots: ['fixtures/lesson.log#1'],
      evidence: [],
      place: null,
      howToLog: 'log the limit with nvidia-smi at the start',
    }),
    budget({
      id: 'regression.timeToReady',
      title: 'Time to ready against the baseline',
      verdict: 'not-comparable',
      why: 'the baseline started with a warm compile cache, this start with a cold one.',
      measured: 22.1,
      range: null,
      limit: 10,
      margin: null,
      place: policy(20),
    }),
    budget({}),
    budget({ id: 'coldWarmRatio', title: 'Cold against warm', unit: 'ratio', measured: 1.14, range: null, limit: 2, margin: 0.86, evidence: [] }),
    budget({
      id: 'bytesFetched',
      title: 'Bytes fetched',
      unit: 'bytes',
      measured: 17_179_869_184,
      range: null,
      limit: 34_359_738_368,
      margin: 17_179_869_184,
      evidence: [],
      place: policy(9),
    }),
  ],
  tolerated: [
    {
      cause: 'tokenizer-load-slow',
      reason: 'the fast tokenizer comes with the next release',
      until: '2026-12-31',
      isExpired: false,
      boots: ['fixtures/lesson.log#1'],
      place: policy(15),
    },
  ],
});
