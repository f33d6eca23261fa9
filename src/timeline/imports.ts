import type { Entry } from './entry.js';
import type { RawSpan } from './spans.js';

/** Steps that a program may take while it imports, and that have causes of their own. */
const foreignSteps: ReadonlySet<string> = new Set(['hub-retry', 'hub-check', 'weights-download', 'tokenizer-load', 'package-install']);

/**
 * Takes the word `import` off a stretch in which the log shows another step: a plug-in that waits for a model hub while it is
 * imported is no slow import (CAUSES.md, `import-slow`: no download, tokenizer or configuration step lies in it).
 */
export function pureImports(all: readonly RawSpan[], entries: readonly Entry[]): RawSpan[] {
  const spans = all.map((span) => withoutLateStart(endedByStep(span, all), all, entries));
  const steps = entries.filter(({ signal }) => signal.events.some((event) => foreignSteps.has(event)));
  if (steps.length === 0) return spans;
  return spans.map((span) => {
    const { start, events, order, resolutionSeconds } = span;
    if (span.phase !== 'process' || start === null || !events.includes('import')) return span;
    const liesBefore = steps.some((step) => step.order < order && step.tick.time !== null && step.tick.time >= start - resolutionSeconds);
    const liesInside = liesBefore || steps.some((step) => isWithin(step, span));
    return liesInside ? { ...span, events: events.filter((event) => event !== 'import' && event !== 'import-part') } : span;
  });
}

/** Whether a step of the same process, or of none that is named, lies in a stretch that goes on up to a later record. */
function isWithin({ order, tick }: Entry, span: RawSpan): boolean {
  if (order <= span.order || span.end === null || tick.time === null || tick.time >= span.end) return false;
  return tick.process === null || tick.process === span.process;
}

/** Who has loaded a model has imported what it needs: a line that it starts its server now opens no imports. */
function withoutLateStart(span: RawSpan, all: readonly RawSpan[], entries: readonly Entry[]): RawSpan {
  const { start, events, order, process } = span;
  if (span.phase !== 'process' || start === null || !events.includes('import')) return span;
  const hasLoaded = all.some(
    (other) => other.phase === 'weights-load' && other.process === process && other.order < order && other.end !== null && other.end <= start,
  );
  const isStart = hasLoaded && entries.some((entry) => entry.order === order && (entry.signal.boot === 'starts' || entry.signal.boot === 'may-start'));
  return isStart ? { ...span, events: events.filter((event) => event !== 'import') } : span;
}

/**
 * Imports whose end is no more than the next line were over where a step began that a later line states with its seconds, and that takes
 * most of the stretch.
 */
function endedByStep(span: RawSpan, all: readonly RawSpan[]): RawSpan {
  const { start, end } = span;
  if (span.phase !== 'process' || span.basis !== 'measured' || !span.events.includes('import') || start === null || end === null) return span;
  const step = all.find(
    (other) =>
      other.basis === 'stated' &&
      other.phase !== 'process' &&
      other.process === span.process &&
      other.openedAt > span.order &&
      other.start !== null &&
      other.end !== null &&
      other.start > start &&
      other.end >= end &&
      end - other.start > (end - start) / 2,
  );
  return step?.start == null ? span : { ...span, seconds: step.start - start, end: step.start, covers: { start, end: step.start } };
}
