import type { Evidence } from '../../model/boot.js';
import type { BootReport, Cause } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { instant } from '../drawing/axis.js';
import { bounded } from '../escape/bounded.js';
import { placeOf } from '../text/evidence.js';
import { attributesOf, type KeyValue } from './attributes.js';
import { nanoseconds } from './boot-time.js';

/** Something that happened in a span, at one moment. */
export type SpanEvent = { readonly name: string; readonly timeUnixNano: string; readonly attributes: readonly KeyValue[] };

const shownLines = 3;
const longestLine = 300;

/** The first lines that show something, each with its place, as texts. */
export const evidenceTexts = (evidence: readonly Evidence[]): string[] =>
  evidence.slice(0, shownLines).map((one) => `${placeOf(one)}: ${bounded(one.text, longestLine)}`);

const causeEvent = ({ id, severity, confidence, because }: Cause, at: Seconds): SpanEvent => ({
  name: 'coldcase.cause',
  timeUnixNano: nanoseconds(at),
  attributes: attributesOf({
    'coldcase.cause.id': id,
    'coldcase.cause.severity': severity,
    'coldcase.cause.confidence': confidence,
    'coldcase.cause.because': because,
  }),
});

/** Gives each cause to the first span that asks for it, at that span's end: there the line stands that shows it. */
export const causeEvents = (causes: readonly Cause[]): ((ids: readonly string[], at: Seconds) => SpanEvent[]) => {
  const untold = new Map(causes.map((cause) => [cause.id, cause]));
  return (ids, at) =>
    ids.flatMap((id) => {
      const cause = untold.get(id);
      untold.delete(id);
      return cause === undefined ? [] : [causeEvent(cause, at)];
    });
};

/** The milestones of a boot whose beginning is dated. */
export const milestoneEvents = (boot: BootReport): SpanEvent[] => {
  const beginning = instant(boot.startedAt);
  return (['listening', 'ready', 'warm'] as const).flatMap((name) => {
    const milestone = boot.milestones[name];
    if (beginning === null || milestone === null || milestone.seconds === null) return [];
    const attributes = attributesOf({ 'coldcase.evidence': evidenceTexts(milestone.evidence) });
    return [{ name: `coldcase.${name}`, timeUnixNano: nanoseconds(beginning + milestone.seconds), attributes }];
  });
};
