import type { Evidence } from '../../model/boot.js';
import type { BootReport, ReportedPhase, ReportedSpan } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { clockIn } from './clock-in-text.js';
import { phaseWords } from './phase-words.js';

/** One thing that happened, as a row of the timeline. */
export type Moment = {
  /** Since the boot's beginning; null where the log has no clock for it. */
  readonly at: Seconds | null;
  /** `at` is only the latest known moment before it. */
  readonly isAfter: boolean;
  readonly what: string;
  readonly took: Seconds | null;
  readonly where: Evidence | null;
  readonly isFailure: boolean;
  /** False where `took` is made up of several stretches, so that it was not over at `at` and that. */
  readonly isOneStretch: boolean;
};

const separateSpans = 6;
const shownFailures = 4;
/** Two clocks of whole seconds may disagree by this much. */
const slackSeconds = 1;
const milestoneWords = { listening: 'Listening: the port is bound', ready: 'Ready', warm: 'Warm: latency is at its steady level' } as const;

const since = (boot: BootReport, iso: string | null): Seconds | null => {
  const seconds = iso === null || boot.startedAt === null ? Number.NaN : (Date.parse(iso) - Date.parse(boot.startedAt)) / 1000;
  return Number.isNaN(seconds) ? null : seconds;
};

const wordsOf = (phase: ReportedPhase): string => {
  const words = phaseWords[phase.phase];
  if (phase.phase === 'first-request') return 'First request';
  if (phase.scope === 'request') return `A request waits: ${words.toLowerCase()}`;
  return phase.scope === 'background' ? `In the background: ${words.toLowerCase()}` : words;
};

const momentOf = (given: Pick<Moment, 'at' | 'what'> & Partial<Moment>): Moment => ({
  isAfter: false,
  took: null,
  where: null,
  isFailure: false,
  isOneStretch: true,
  ...given,
});

/** Of a span's lines the last: it is over there, and most often says how long it took. */
const lastOf = (evidence: readonly Evidence[]): Evidence | null => [...evidence].sort((a, b) => b.line - a.line)[0] ?? null;

const spanMoment = (boot: BootReport, phase: ReportedPhase, span: ReportedSpan): Moment =>
  momentOf({ at: since(boot, span.start), what: wordsOf(phase), took: span.seconds, where: lastOf(span.evidence) });

const phaseMoments = (boot: BootReport, phase: ReportedPhase): Moment[] => {
  const spans = phase.spans.filter((span) => span.seconds > 0);
  if (spans.length <= separateSpans) return spans.map((span) => spanMoment(boot, phase, span));
  const [first] = spans;
  return first === undefined
    ? []
    : [{ ...spanMoment(boot, phase, first), what: `${wordsOf(phase)}, in ${spans.length} stretches`, took: phase.seconds, isOneStretch: false }];
};

const milestoneMoments = (boot: BootReport): Moment[] =>
  (['listening', 'ready', 'warm'] as const).flatMap((name) => {
    const mark = boot.milestones[name];
    return mark === null ? [] : [momentOf({ at: mark.seconds, what: milestoneWords[name], where: mark.evidence[0] ?? null })];
  });

const gapMoments = (boot: BootReport): Moment[] =>
  boot.gaps
    .filter((gap) => gap.seconds > gap.errorSeconds)
    .map((gap) => momentOf({ at: gap.startSeconds ?? null, what: 'No line explains this time', took: gap.seconds, where: gap.after }));

/** The first of a failure's lines and the last: when it began, and when it was over. */
const failureMoments = (boot: BootReport): Moment[] =>
  boot.causes
    .filter((cause) => cause.severity === 'error')
    .flatMap((cause) => {
      const lines = [...cause.evidence].sort((a, b) => a.line - b.line);
      const shown = lines.filter((_, index) => index < shownFailures - 1 || index === lines.length - 1);
      return shown.map((where) => momentOf({ at: null, what: `Failure: ${cause.title}`, where, isFailure: true }));
    });

const isNoLater = (one: Moment, other: Moment): boolean =>
  one.where !== null && other.where !== null && one.where.file === other.where.file && one.where.line <= other.where.line;

/** A moment without a known time in its place among the others, by its line; its time is its own clock's where that fits in there. */
const insert = (boot: BootReport, moments: Moment[], moment: Moment): void => {
  const index = moments.findLastIndex((known) => isNoLater(known, moment));
  const before = moments.slice(0, index + 1).filter((known) => isNoLater(known, moment));
  const latest = Math.max(...before.map(({ at, took, isOneStretch }) => (at === null ? Number.NEGATIVE_INFINITY : at + (isOneStretch ? (took ?? 0) : 0))));
  const clock = moment.where === null ? null : clockIn(moment.where.text);
  const own = clock === null || boot.startedAt === null ? null : clock - Date.parse(boot.startedAt) / 1000;
  const next = moments.slice(index + 1).find(({ at }) => at !== null)?.at ?? Number.POSITIVE_INFINITY;
  const isOwn = own !== null && latest !== Number.NEGATIVE_INFINITY && own >= latest - slackSeconds && own <= next + slackSeconds;
  moments.splice(index + 1, 0, isOwn ? { ...moment, at: own } : latest === Number.NEGATIVE_INFINITY ? moment : { ...moment, at: latest, isAfter: true });
};

/** What happened in the order of time, and where there is no clock in that of the log. */
export const momentsOf = (boot: BootReport): Moment[] => {
  const phases = boot.phases.filter((phase) => phase.phase !== 'steady').flatMap((phase) => phaseMoments(boot, phase));
  const all = [...phases, ...gapMoments(boot), ...milestoneMoments(boot), ...failureMoments(boot)];
  const line = ({ where }: Moment): number => where?.line ?? Number.POSITIVE_INFINITY;
  const timed = all.filter(({ at }) => at !== null).sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || (b.took ?? 0) - (a.took ?? 0) || line(a) - line(b));
  for (const moment of all.filter(({ at }) => at === null).sort((a, b) => line(a) - line(b))) insert(boot, timed, moment);
  return timed;
};
