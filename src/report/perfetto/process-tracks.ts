import type { BootReport, ReportedPhase, ReportedSpan } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import type { Citations } from '../citations.js';
import { instant } from '../drawing/axis.js';
import type { TraceClock } from './clock.js';
import { type Bar, firstLine, shownEvidence, type Track, unclocked } from './track.js';

type PhaseSpan = ReportedSpan & Pick<ReportedPhase, 'phase' | 'scope'>;

const spanBar = (span: PhaseSpan, from: Seconds, to: Seconds, cited: Citations, more: object = {}): Bar => {
  const { phase, scope, seconds, basis, process, evidence } = span;
  const args = { phase, scope, seconds, basis, process, causes: cited.ofAny(evidence), ...more, evidence: shownEvidence(evidence) };
  return { name: phase, category: scope, from, to, args };
};

const clockedBar = (span: PhaseSpan, { zero }: TraceClock, cited: Citations): Bar | null => {
  const [start, end] = [instant(span.start), instant(span.end)];
  if (zero === null || start === null || end === null || end < start) return null;
  return spanBar(span, start - zero, end - zero, cited);
};

/** Each span as long as the log states it, one behind the other; those of requests behind the whole start. */
const stackedBars = (spans: readonly PhaseSpan[], clock: TraceClock, cited: Citations): Bar[] => {
  const reached = { startup: 0, request: clock.requests, background: clock.requests };
  const inOrder = spans.map((span) => ({ span, line: firstLine(span.evidence) })).sort((a, b) => (a.line === b.line ? 0 : a.line - b.line));
  return inOrder.map(({ span }) => {
    const from = reached[span.scope];
    reached[span.scope] = from + span.seconds;
    return spanBar(span, from, from + span.seconds, cited, unclocked);
  });
};

/** Every span of each process or rank, by the clock; on a row of their own, in the order of the log, those without one. */
export const processTracks = (boot: BootReport, clock: TraceClock, cited: Citations): Track[] => {
  const byProcess = new Map<string | null, PhaseSpan[]>();
  for (const { phase, scope, spans } of boot.phases) {
    for (const span of spans) {
      const own = byProcess.get(span.process);
      if (own === undefined) byProcess.set(span.process, [{ ...span, phase, scope }]);
      else own.push({ ...span, phase, scope });
    }
  }
  return [...byProcess].flatMap(([process, spans]) => {
    const bars = spans.map((span) => clockedBar(span, clock, cited));
    const unplaced = spans.filter((_, index) => bars[index] === null);
    const name = `spans: ${process ?? boot.runtime}`;
    return [
      { name, bars: bars.filter((bar) => bar !== null), marks: [] },
      { name: `${name}, no clock`, bars: stackedBars(unplaced, clock, cited), marks: [] },
    ];
  });
};
