import { argv } from 'node:process';
import type { BootRecord } from '../../../src/fleet/boots/record.js';
import { summarise } from '../../../src/fleet/summary/summarise.js';
import { randomSource } from '../../../src/statistics/random.js';

/** Sums up so many boots of a month: `merge-boots.ts COUNT`. Prints what it took, in seconds of the clock and of the processor. */

const count = Number(argv[2]);
const day = 86_400;
const begin = Date.UTC(2026, 0, 1) / 1000;
const chance = randomSource(1, 1);
const below = (most: number): number => Math.floor(chance() * most);
const causeIds = Array.from({ length: 20 }, (_, place) => `cause-${place}`);

const records = Array.from({ length: count }, (_, place): BootRecord => {
  const seconds = 20 + 60 * chance() * chance() + (below(1000) === 0 ? 600 : 0);
  return {
    id: `logs/node-${below(200)}/pod-${place}.log#1`,
    replica: `pod-${place}`,
    startedAt: begin + below(30 * day),
    verdict: chance() < 0.02 ? 'failed' : 'cold',
    timeToReadySeconds: seconds,
    gapSeconds: chance() * 5,
    firstRequestSeconds: chance() * 4,
    steadySeconds: 0.1,
    phases: [],
    labels: {
      runtime: 'vllm',
      version: `0.${below(12)}`,
      node: `node-${below(200)}`,
      gpu: `gpu-${below(4)}`,
      zone: `zone-${below(3)}`,
      model: `model-${below(9)}`,
    },
    causes: causeIds.filter(() => chance() < 0.1).map((id) => ({ id, severity: 'warning', seconds: chance() * seconds })),
  };
});

const begun = performance.now();
const before = process.cpuUsage();
const fleet = summarise(records, { files: count, copies: 0, unread: 0 }, []);
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ boots: fleet.boots, seconds: (performance.now() - begun) / 1000, processor: (user + system) / 1e6 }));
