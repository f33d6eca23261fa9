import type { BootRecord } from '../../../src/fleet/boots/record.js';
import { summarise } from '../../../src/fleet/summary/summarise.js';
import type { Fleet } from '../../../src/model/fleet.js';
import { record } from '../../fleet/boots/record-of.js';

const begin = Date.UTC(2026, 4, 1) / 1000;

/** Sixty boots of two nodes, slower from release 1.3 on, with labels that would be markup or a formula. */
export const fleet: Fleet = summarise(
  Array.from(
    { length: 60 },
    (_, place): BootRecord =>
      record({
        id: `logs/pod-${place}.log#1`,
        startedAt: begin + place * 7200,
        verdict: place % 20 === 0 ? 'failed' : 'cold',
        timeToReadySeconds: (place < 36 ? 30 : 45) + (place % 7),
        labels: { runtime: 'vllm', version: `1.${Math.floor(place / 12)}`, node: place % 2 === 0 ? '=cmd|<script>alert(1)</script>' : 'gpu-1' },
        causes: place >= 36 ? [{ id: 'compile-at-startup', severity: 'warning', seconds: 15 }] : [],
      }),
  ),
  { files: 60, copies: 2, unread: 1 },
  [],
);
