import type { Boot, BootEvent, Evidence, Request } from '../model/boot.js';
import { eventsOf } from './events.js';
import { isAfter, type Moment, momentOfEvent, momentOfRequest, spansOf } from './moment.js';

/** How a boot failed: the process ended, it was never given a place to run, or its requests fail for good. */
export type Failure = { readonly kind: 'died' | 'never-placed' | 'requests'; readonly evidence: readonly Evidence[] };

/** Paths that probes and scrapers ask for: an answer to them says nothing about the model. */
const probePath = /health|ready|alive|livez|live$|metrics|ping|status$/;

/** How the boot failed, if it did; `isExplained`: something that can break requests for good was found. */
export function failureOf(boot: Boot, isExplained: boolean): Failure | null {
  if (boot.outcome.kind === 'failed') return { kind: 'died', evidence: boot.outcome.evidence };
  const waits = neverPlaced(boot);
  if (waits.length > 0) return { kind: 'never-placed', evidence: waits.map((event) => event.evidence) };
  const timeouts = neverReady(boot);
  if (timeouts.length > 1) return { kind: 'died', evidence: timeouts.map((event) => event.evidence) };
  const failed = failedForGood(boot, isExplained);
  return failed.length > 0 ? { kind: 'requests', evidence: failed } : null;
}

/** Time-outs of a start whose workers were killed again and again: none got ready, none answered. */
function neverReady(boot: Boot): readonly BootEvent[] {
  if (boot.milestones.ready !== null || boot.requests.some(isServed)) return [];
  return eventsOf(boot).filter((event) => event.name === 'startup-timeout' && event.scope === 'startup');
}

/** The waits of a replica after which nothing shows that it ever ran. */
function neverPlaced(boot: Boot): readonly BootEvent[] {
  const events = eventsOf(boot);
  const waits = events.filter((event) => event.name === 'scheduling-wait');
  // A span that began with a wait carries the wait to where it ended; what the log itself last said of one is what counts.
  const last = boot.events.findLast((event) => event.name === 'scheduling-wait') ?? waits.at(-1);
  // Once it ran, what waits later is another try.
  const hasRun = spansOf(boot).some((span) => span.phase === 'image' && waits.some((wait) => span.order > wait.order));
  if (last === undefined || hasRun || boot.milestones.ready !== null || boot.requests.length > 0) return [];
  // A span that begins with the wait and is closed by another record says that the wait was over.
  // The scheduler's and the kubelet's clocks may disagree: what the log says later is later.
  const isPlaced =
    events.some((event) => event.name === 'placed' && event.order > last.order) ||
    spansOf(boot).some((span) => span.order > last.order) ||
    events.some((event) => event.name !== 'scheduling-wait' && event.name !== 'killed' && isAfter(momentOfEvent(event), momentOfEvent(last)));
  return isPlaced ? [] : waits;
}

function failedForGood(boot: Boot, isExplained: boolean): readonly Evidence[] {
  // A worker that its master kills while it serves takes its request with it.
  const isKill = (event: BootEvent): boolean => event.name === 'startup-timeout' && event.scope !== 'startup';
  const errors = eventsOf(boot).filter((event) => event.name === 'request-error' || isKill(event));
  const failedRequests = boot.requests.filter(isFailed);
  const failures: Moment[] = [...errors.map(momentOfEvent), ...failedRequests.map(momentOfRequest)];
  // One failed request can be both an event and a request.
  if (Math.max(errors.length, failedRequests.length) < (isExplained ? 1 : 2)) return [];
  const served = boot.requests.filter((request) => isServed(request) && !errors.some((error) => isDuring(error, request))).map(momentOfRequest);
  // More answers than failures: some requests fail, the service does not.
  if (served.length > failures.length) return [];
  const isOver = isExplained ? served.some((moment) => failures.every((failure) => isAfter(moment, failure))) : served.length > 0;
  return isOver ? [] : failures.flatMap((failure) => failure.evidence ?? []);
}

/** Whether an error was caught while a request was worked on: such a one ends like any other. Without a clock, by its place between the request's two lines. */
function isDuring({ time, evidence: error }: BootEvent, { start, end, evidence }: Request): boolean {
  if (time !== null && start !== null && end !== null) return start <= time && time <= end;
  const [last, first] = evidence;
  if (last === undefined || first === undefined || last.file !== error.file || first.file !== error.file) return false;
  return first.line < error.line && error.line < last.line;
}

/** 503 says "not now", which passes. */
function isFailed(request: Request): boolean {
  return request.status === 'failed' || (typeof request.status === 'number' && request.status >= 500 && request.status !== 503);
}

function isServed(request: Request): boolean {
  if (request.path !== null && probePath.test(request.path)) return false;
  return (
    request.status === 'ok' ||
    (typeof request.status === 'number' && request.status >= 200 && request.status < 400) ||
    (request.status === null && request.seconds !== null)
  );
}
