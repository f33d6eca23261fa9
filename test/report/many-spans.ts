import type { BootReport, ReportedPhase, ReportedSpan } from '../../src/model/report.js';
import { lessonBoot } from './lesson-report.js';

const second = (at: number): string => new Date(Date.UTC(2026, 1, 11, 5, 30) + at * 1000).toISOString();

const names = ['weights-load', 'compile', 'graph-capture', 'warmup', 'tokenizer'] as const;

/** A boot of `count` spans of five phases, one after the other with a pause behind each, over some 1000 s. */
export const bootOfSpans = (count: number): BootReport => {
  const step = 1000 / count;
  const spans = (which: number): ReportedSpan[] =>
    Array.from({ length: count / names.length }, (_, index) => {
      const at = (index * names.length + which) * step;
      const evidence = [{ file: 'server.log', line: index * names.length + which + 1, text: `[worker ${index}] shard ${index} took ${step} s` }];
      return { seconds: step * 0.8, start: second(at), end: second(at + step * 0.8), basis: 'measured', process: null, evidence };
    });
  const phases = names.map((phase, which): ReportedPhase => ({ phase, scope: 'startup', seconds: 160, share: 0.16, basis: 'measured', spans: spans(which) }));
  return {
    ...lessonBoot,
    startedAt: second(0),
    timeToReadySeconds: 1000,
    phases,
    attributedSeconds: { startup: 800, firstRequest: 0 },
    gapSeconds: { startup: 200, firstRequest: 0 },
  };
};
