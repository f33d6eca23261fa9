import type { Boot, MilestoneMark, Span } from '../model/boot.js';
import type { BootReport, ReportedMilestone, ReportedSpan } from '../model/report.js';
import type { Instant } from '../model/units.js';
import type { RuntimeRules } from '../rules/schema.js';
import { requestsAtOnce } from './at-once.js';
import { auditOf } from './audit.js';
import { causesOf, unevaluatedOf } from './causes.js';
import { checklistOf } from './checklist.js';
import { gapsOf } from './gaps.js';
import type { Judged } from './judge.js';
import { pageCacheOf } from './load-rate.js';
import { loadingOf } from './loading.js';
import { verdictOf } from './verdict.js';
import { warmupOf } from './warmup.js';

const mostFirstRequests = 5;

/** Before September 2001 no model was served: such a clock counts from a start of its own, not from 1970. */
const firstDate: Instant = 1e9;
const lastDate: Instant = 8.64e12;

/** Puts the report of a boot together from its facts and what was judged about them. */
export function reportOf(boot: Boot, judged: Judged, runtimes: readonly RuntimeRules[]): BootReport {
  const causes = causesOf(boot, judged, runtimes);
  return {
    id: boot.id,
    replica: boot.replica,
    runtime: boot.runtime,
    runtimes: boot.runtimes,
    runtimeVersion: boot.runtimeVersion,
    ...verdictOf(boot, causes, judged.failure),
    labels: boot.labels,
    fingerprint: fingerprintOf(boot),
    startedAt: dateOf(boot.start),
    milestones: {
      listening: reportedMilestone(boot.milestones.listening),
      ready: reportedMilestone(boot.milestones.ready),
      warm: reportedMilestone(boot.milestones.warm),
    },
    timeToReadySeconds: boot.timeToReadySeconds,
    firstRequestSeconds: boot.firstRequestSeconds,
    firstRequestAtLeastSeconds: boot.firstRequestAtLeastSeconds,
    firstTokenSeconds: boot.firstTokenSeconds,
    steadySeconds: boot.steadySeconds,
    coldWarmRatio: coldWarmRatio(boot),
    firstRequests: boot.requests.slice(0, mostFirstRequests).map(({ seconds, shape }) => ({ seconds, shape })),
    ...givenAtOnce(requestsAtOnce(boot.requests)),
    memory: { peakBytes: boot.memory.peakBytes, limitBytes: boot.memory.limitBytes },
    bytesFetched: boot.bytesFetched,
    attributedSeconds: boot.attributedSeconds,
    gapSeconds: boot.gapSeconds,
    gaps: gapsOf(boot, runtimes),
    phases: boot.phases.map(({ phase, scope, seconds, share, basis, spans }) => ({ phase, scope, seconds, share, basis, spans: spans.map(reportedSpan) })),
    causes,
    warmup: warmupOf(boot, causes),
    checklist: checklistOf(boot, causes),
    audit: auditOf(boot),
    loading: loadingOf(boot, causes),
    unevaluated: unevaluatedOf(boot, judged, runtimes),
    metrics: boot.metrics.map(({ quantile, seconds, windowSeconds, period }) => ({ quantile, seconds, windowSeconds, period })),
  };
}

function givenAtOnce(requests: number | null): Pick<BootReport, 'firstRequestsAtOnce'> {
  return requests === null ? {} : { firstRequestsAtOnce: requests };
}

function fingerprintOf(boot: Boot): BootReport['fingerprint'] {
  const pageCache = pageCacheOf(boot);
  return pageCache === null ? boot.fingerprint : { ...boot.fingerprint, pageCache };
}

/** ISO 8601 of an instant; null where there is none, or where the clock has no date. */
function dateOf(instant: Instant | null): string | null {
  return instant === null || !(instant >= firstDate && instant < lastDate) ? null : new Date(instant * 1000).toISOString();
}

function coldWarmRatio({ firstRequestSeconds, steadySeconds }: Boot): number | null {
  return firstRequestSeconds === null || steadySeconds === null || steadySeconds <= 0 ? null : firstRequestSeconds / steadySeconds;
}

function reportedMilestone(mark: MilestoneMark | null): ReportedMilestone | null {
  return mark === null ? null : { seconds: mark.seconds, errorSeconds: mark.errorSeconds, evidence: mark.evidence };
}

function reportedSpan({ seconds, start, end, basis, process, evidence }: Span): ReportedSpan {
  return { seconds, start: dateOf(start), end: dateOf(end), basis, process, evidence };
}
