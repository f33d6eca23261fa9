import type { Boot } from '../model/boot.js';
import type { AuditEntry } from '../model/report.js';
import { latencyPairs } from './latency.js';

/** The self-audit of three: first against second request, peak memory against its limit, p95 just after the start against steady. */
export function auditOf(boot: Boot): AuditEntry[] {
  return [
    entry('first-against-second', 'The first request is as fast as the second', firstAgainstSecond(boot), 1.2),
    entry('peak-memory', 'Peak memory stays under 80 % of the limit', memoryUse(boot), 0.8),
    entry('p95-steady', 'p95 is within 20 % of steady from the first request on', earlyExcess(boot), 0.2),
  ];
}

function entry(item: string, title: string, measured: number | null, limit: number): AuditEntry {
  return { item, title, status: measured === null ? 'unknown' : measured <= limit ? 'pass' : 'fail', measured, limit };
}

/** Like against like: the next request to the same path with the same batch. */
function firstAgainstSecond(boot: Boot): number | null {
  const timed = boot.requests.filter((request) => request.seconds !== null);
  const [first] = timed;
  const second = timed.slice(1).find((request) => request.path === first?.path && request.shape?.batch === first?.shape?.batch);
  return !first?.seconds || !second?.seconds ? null : first.seconds / second.seconds;
}

function memoryUse(boot: Boot): number | null {
  const { peakBytes, limitBytes } = boot.memory;
  return peakBytes === null || limitBytes === null || limitBytes <= 0 ? null : peakBytes / limitBytes;
}

/** By how much of the steady figure the early p95 (another quantile where p95 is not logged) is above it. */
function earlyExcess(boot: Boot): number | null {
  const pairs = latencyPairs(boot).filter((pair) => pair.source === 'metric');
  const pair = pairs.find((one) => one.quantile === 0.95) ?? pairs[0];
  return pair === undefined ? null : pair.early / pair.steady - 1;
}
