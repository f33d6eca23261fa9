import type { BootRecord } from '../../../src/fleet/boots/record.js';

/** A boot that was ready after 30 s and has no cause. */
export const record = (changes: Partial<BootRecord> = {}): BootRecord => ({
  id: 'a.log#1',
  replica: null,
  startedAt: Date.UTC(2026, 0, 1) / 1000,
  verdict: 'warm',
  timeToReadySeconds: 30,
  firstRequestSeconds: 0.5,
  steadySeconds: 0.1,
  gapSeconds: 2,
  labels: { runtime: 'vllm' },
  phases: [],
  causes: [],
  ...changes,
});
