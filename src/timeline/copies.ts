import type { BootEvent } from '../model/boot.js';
import type { ScopedSpan } from './phases.js';

/** Shorter ones may be two lines of one load. */
const leastSeconds = 1;
/** More than any server starts; each is held against each. */
const mostWorkers = 1000;

/** What a line says, without the clock in front of it. */
const words = ({ evidence }: ScopedSpan): string => (evidence[0]?.text ?? '').replace(/^[\s\d:.,/TZ+[\](){}-]+/, '');

const isLoad = ({ phase, basis, scope, process, seconds, start, end }: ScopedSpan): boolean =>
  phase === 'weights-load' && basis === 'measured' && scope === 'startup' && process === null && seconds >= leastSeconds && start !== null && end !== null;

/** Whether two loads ran side by side for most of the shorter one, and are no two prints of one: those share their clock. */
function isBeside(one: ScopedSpan, other: ScopedSpan): boolean {
  if (one.start === null || one.end === null || other.start === null || other.end === null) return false;
  const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start);
  return (one.start !== other.start || one.end !== other.end) && shared > Math.min(one.seconds, other.seconds) / 2;
}

/**
 * The loads of one named model (a figure or a path in the line tells it) that stand side by side in a log that names no process: each is a
 * worker's own copy.
 */
export function copiesOf(spans: readonly ScopedSpan[]): ReadonlySet<ScopedSpan> {
  const loads = new Map<string, ScopedSpan[]>();
  for (const span of spans) {
    const said = isLoad(span) ? words(span) : '';
    if (!/[\d/]/.test(said)) continue;
    const alike = loads.get(`${span.signal}\n${said}`) ?? [];
    if (alike.length < mostWorkers) alike.push(span);
    loads.set(`${span.signal}\n${said}`, alike);
  }
  return new Set([...loads.values()].flatMap((alike) => alike.filter((one) => alike.some((other) => other !== one && isBeside(one, other)))));
}

/** The word that causes use of it, for each. */
export const copyEvents = (copies: Iterable<ScopedSpan>): BootEvent[] =>
  [...copies].map(({ scope, start, process, facts, signal, evidence, order }) => ({
    name: 'worker-load',
    scope,
    time: start,
    process,
    facts,
    signal,
    evidence: evidence[0] as BootEvent['evidence'],
    order,
  }));
