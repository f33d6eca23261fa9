import type { BootReport, ReportedPhase, ReportedSpan } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { citationsOf } from '../citations.js';
import { instant } from '../drawing/axis.js';
import { attributesOf, type KeyValue } from './attributes.js';
import { type BootTime, nanoseconds } from './boot-time.js';
import { causeEvents, evidenceTexts, milestoneEvents, type SpanEvent } from './events.js';
import { spanIdOf, traceIdOf } from './ids.js';

export type OtlpSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly KeyValue[];
  readonly events?: readonly SpanEvent[];
  readonly status: { readonly code?: number; readonly message?: string };
};

const kinds = { internal: 1, server: 2 } as const;
const failed = 2;
/** Requests that are looked through for the one that waited for a span. */
const mostRequests = 20;

/** An empty list is not written: the schema knows no difference. */
const given = (events: readonly SpanEvent[]): Pick<OtlpSpan, 'events'> => (events.length === 0 ? {} : { events });

/** A stretch whose moments are known, with what the report says of it. */
type Stretch = {
  readonly id: string;
  readonly name: string;
  readonly isRequest: boolean;
  readonly isInRequest: boolean;
  readonly start: Seconds;
  readonly end: Seconds;
  readonly causes: readonly string[];
  readonly attributes: readonly KeyValue[];
};

type Draft = Omit<Stretch, 'id'> & { readonly key: readonly (string | number | null)[] };

const spanDraft = ({ phase, scope }: ReportedPhase, span: ReportedSpan, causes: readonly string[]): Draft[] => {
  const [start, end] = [instant(span.start), instant(span.end)];
  if (start === null || end === null || end < start) return [];
  const attributes = attributesOf({
    'coldcase.phase': phase,
    'coldcase.scope': scope,
    'coldcase.basis': span.basis,
    'coldcase.seconds': span.seconds,
    'coldcase.process': span.process,
    'coldcase.causes': causes,
    'coldcase.evidence': evidenceTexts(span.evidence),
  });
  const isRequest = phase === 'first-request';
  const key = [phase, scope, span.start, span.end, span.process];
  return [{ key, name: phase, isRequest, isInRequest: scope === 'request' && !isRequest, start, end, causes, attributes }];
};

const gapDraft = (gap: BootReport['gaps'][number], beginning: Seconds | null, causes: readonly string[]): Draft[] => {
  if (beginning === null || gap.startSeconds == null) return [];
  const start = beginning + gap.startSeconds;
  const attributes = attributesOf({
    'coldcase.scope': gap.scope,
    'coldcase.seconds': gap.seconds,
    'coldcase.gap.error_seconds': gap.errorSeconds,
    'coldcase.gap.suspect': gap.suspect,
    'coldcase.gap.why': gap.why,
    'coldcase.causes': causes,
    'coldcase.evidence': evidenceTexts([gap.after, gap.before]),
  });
  const key = ['gap', gap.scope, gap.startSeconds];
  return [{ key, name: 'gap', isRequest: false, isInRequest: gap.scope === 'request', start, end: start + gap.seconds, causes, attributes }];
};

const stretchesOf = (boot: BootReport, traceId: string): Stretch[] => {
  const cited = citationsOf(boot.causes);
  const beginning = instant(boot.startedAt);
  const drafts = [
    ...boot.phases.flatMap((phase) => phase.spans.flatMap((span) => spanDraft(phase, span, cited.ofAny(span.evidence)))),
    ...boot.gaps.flatMap((gap) => gapDraft(gap, beginning, cited.ofAll([gap.after, gap.before]))),
  ];
  // Two that are alike in all else differ by their place.
  return drafts.map(({ key, ...draft }, index) => ({ ...draft, id: spanIdOf(traceId, ...key, index) }));
};

/**
 * The spans of a boot: the boot itself, and beneath it the spans of its phases and its gaps; what a request waited for stands beneath the
 * request. Ids depend on nothing but the report.
 */
export const spansOf = (boot: BootReport, time: BootTime): OtlpSpan[] => {
  const traceId = traceIdOf(boot);
  const root = spanIdOf(traceId, 'boot');
  const eventsOf = causeEvents(boot.causes);
  const stretches = stretchesOf(boot, traceId);
  const requests = stretches.filter(({ isRequest }) => isRequest).slice(0, mostRequests);
  const parentOf = ({ isInRequest, start, end }: Stretch): string =>
    (isInRequest ? requests.find((request) => request.start <= start && end <= request.end)?.id : undefined) ?? root;
  const bootSpan: OtlpSpan = {
    traceId,
    spanId: root,
    name: 'boot',
    kind: kinds.internal,
    startTimeUnixNano: nanoseconds(time.start),
    endTimeUnixNano: nanoseconds(time.end),
    attributes: attributesOf({
      'coldcase.verdict': boot.verdict,
      'coldcase.reason': boot.reason,
      'coldcase.end': time.isReadyAtEnd ? 'ready' : 'the last that is known; ready is not in the log',
      'coldcase.time_to_ready_seconds': boot.timeToReadySeconds,
      'coldcase.first_request_seconds': boot.firstRequestSeconds,
      'coldcase.causes': boot.causes.map(({ id }) => id),
    }),
    ...given(milestoneEvents(boot)),
    status: boot.verdict === 'failed' ? { code: failed, message: boot.reason } : {},
  };
  const children = stretches.map(
    (stretch): OtlpSpan => ({
      traceId,
      spanId: stretch.id,
      parentSpanId: parentOf(stretch),
      name: stretch.name,
      kind: stretch.isRequest ? kinds.server : kinds.internal,
      startTimeUnixNano: nanoseconds(stretch.start),
      endTimeUnixNano: nanoseconds(stretch.end),
      attributes: stretch.attributes,
      ...given(eventsOf(stretch.causes, stretch.end)),
      status: {},
    }),
  );
  return [bootSpan, ...children];
};
