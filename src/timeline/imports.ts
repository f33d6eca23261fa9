import type { Entry } from './entry.js';
import type { RawSpan } from './spans.js';

/** Steps that a program may take while it imports, and that have causes of their own. */
const foreignSteps: ReadonlySet<string> = new Set(['hub-retry', 'hub-check', 'weights-download', 'tokenizer-load', 'package-install']);

/**
 * Takes the word `import` off a stretch in which the log shows another step: a plug-in that waits for a model hub while it is
 * imported is no slow import (CAUSES.md, `import-slow`: no download, tokenizer or configuration step lies in it).
 */
export function pureImports(spans: readonly RawSpan[], entries: readonly Entry[]): RawSpan[] {
  const steps = entries.filter(({ signal }) => signal.events.some((event) => foreignSteps.has(event)));
  if (steps.length === 0) return [...spans];
  return spans.map((span) => {
    const { start, events, order, resolutionSeconds } = span;
    if (span.phase !== 'process' || start === null || !events.includes('import')) return span;
    const liesInside = steps.some((step) => step.order < order && step.tick.time !== null && step.tick.time >= start - resolutionSeconds);
    return liesInside ? { ...span, events: events.filter((event) => event !== 'import' && event !== 'import-part') } : span;
  });
}
