import type { Phase } from '../model/phase.js';
import type { ScopedSpan } from './phases.js';

/** Kinds of work that hold none of the others: what a service says it spent on one it has not spent on another. */
const apart: ReadonlySet<Phase> = new Set(['weights-fetch', 'weights-load', 'tokenizer', 'device-init', 'compile', 'autotune', 'graph-capture']);

/**
 * Lays figures that plain words state for different kinds of work one after another where the clock would put one inside the
 * other: a service prints them in a burst, or its clock has whole seconds. `isPlain` tells the runtimes whose figures nest in no
 * known way. Spans of one process and scope, in order; none is moved later than its record.
 */
export function inSuccession(spans: readonly ScopedSpan[], isPlain: (runtime: string) => boolean): ScopedSpan[] {
  const moved = new Map<ScopedSpan, ScopedSpan>();
  const lines = new Map<string, ScopedSpan[]>();
  for (const span of spans) {
    if (span.basis !== 'stated' || span.covers === null || !apart.has(span.phase) || !isPlain(span.runtime)) continue;
    const key = `${span.process ?? ''}\n${span.scope}`;
    const line = lines.get(key);
    if (line === undefined) lines.set(key, [span]);
    else line.push(span);
  }
  for (const line of lines.values()) {
    let next: ScopedSpan | null = null;
    for (const span of line.toReversed()) {
      const placed: ScopedSpan = next === null || next.phase === span.phase ? span : before(span, next);
      moved.set(span, placed);
      next = placed;
    }
  }
  return spans.map((span) => moved.get(span) ?? span);
}

/** The span moved back so that it ends where the next one begins, if it reaches into it. */
function before(span: ScopedSpan, next: ScopedSpan): ScopedSpan {
  if (span.covers === null || next.covers === null || span.covers.end <= next.covers.start) return span;
  const back = span.covers.end - next.covers.start;
  return { ...span, covers: { start: span.covers.start - back, end: span.covers.end - back } };
}
