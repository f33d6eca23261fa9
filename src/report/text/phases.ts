import type { Scope } from '../../model/phase.js';
import type { BootReport, ReportedGap } from '../../model/report.js';
import { wrap } from '../drawing/layout.js';
import type { Palette } from '../drawing/palette.js';
import { formatSeconds } from '../quantity.js';
import { placeRoom, shortPlaceOf } from './evidence.js';
import { waterfall } from './waterfall.js';

const explainedGaps = 3;

const sum = (explained: number, gap: number | null): string => {
  if (gap === null) return '';
  return gap > 0.0005 ? ` = ${formatSeconds(explained)} explained + ${formatSeconds(gap)} not` : ', all explained';
};

const hasClock = (boot: BootReport, scope: Scope): boolean =>
  boot.phases.some((phase) => phase.scope === scope && phase.spans.some((span) => span.start !== null && span.end !== null));

const startTitle = (boot: BootReport): string => {
  const explained = boot.attributedSeconds.startup;
  const silent = boot.gaps.reduce((seconds, gap) => (gap.scope === 'startup' ? seconds + gap.seconds : seconds), 0);
  const gap = boot.gapSeconds.startup ?? (silent > 0 ? silent : null);
  if (boot.timeToReadySeconds !== null) return `${formatSeconds(boot.timeToReadySeconds)} to ready${sum(explained, gap)}`;
  if (!hasClock(boot, 'startup') && gap === null) return `${formatSeconds(explained)} stated; no clock here, so the bars stand in the order of the log`;
  const end = boot.verdict === 'failed' ? 'never ready' : 'its time to ready is not in the log';
  return `${formatSeconds(explained)} explained${gap === null || gap < 0.0005 ? '' : ` + ${formatSeconds(gap)} not`}; ${end}`;
};

const requestTitle = (boot: BootReport): string => {
  const explained = boot.attributedSeconds.firstRequest;
  if (boot.firstRequestSeconds !== null) return `${formatSeconds(boot.firstRequestSeconds)}${sum(explained, boot.gapSeconds.firstRequest)}`;
  return `at least ${formatSeconds(boot.firstRequestAtLeastSeconds ?? explained)}; its whole time is not in the log`;
};

/** ` (±2 s)`: what the clocks' resolution allows; empty where it allows nothing. */
export const gapError = (gap: ReportedGap): string => (gap.errorSeconds > 0 ? ` (±${formatSeconds(gap.errorSeconds)})` : '');

/** `; perhaps import: …`: what it may have been spent on. */
export const gapSuspect = (gap: ReportedGap): string => `${gap.suspect === null ? '' : `; perhaps ${gap.suspect}`}${gap.why === null ? '' : `: ${gap.why}`}`;

const gapLines = (gaps: readonly ReportedGap[], width: number, palette: Palette): string[] => {
  // What is no longer than its clocks' error may be no gap at all.
  const sure = gaps.filter((gap) => gap.seconds > gap.errorSeconds);
  const longest = sure.sort((a, b) => b.seconds - a.seconds).filter((gap) => gap.suspect !== null || gap.why !== null || gap.seconds >= 1);
  return longest.slice(0, explainedGaps).flatMap((gap) => {
    const text = `${formatSeconds(gap.seconds)}${gapError(gap)} between ${shortPlaceOf(gap.after, placeRoom(width))} and ${gap.before.line}${gapSuspect(gap)}`;
    return wrap(text, width, '  ░ ', '    ').map(palette.faint);
  });
};

/** What a scope's time adds up to, and how much of it is explained. */
export const scopeTitle = (boot: BootReport, scope: 'startup' | 'request'): string => (scope === 'startup' ? startTitle(boot) : requestTitle(boot));

const section = (boot: BootReport, scope: 'startup' | 'request', width: number, palette: Palette): string[] => {
  const chart = waterfall(boot, scope, width, palette);
  if (chart.length === 0) return [];
  const name = scope === 'startup' ? 'Startup' : 'First request';
  const gaps = boot.gaps.filter((gap) => gap.scope === scope);
  return ['', ...wrap(scopeTitle(boot, scope), width, `${palette.strong(name)}  `), ...chart, ...gapLines(gaps, width, palette)];
};

const background = (boot: BootReport, width: number, palette: Palette): string[] => {
  // Steady requests are no work beside the start; their figure stands above.
  const phases = boot.phases.filter((phase) => phase.scope === 'background' && phase.phase !== 'steady' && phase.seconds > 0);
  if (phases.length === 0) return [];
  const text = phases.map((phase) => `${phase.phase} ${formatSeconds(phase.seconds)}`).join(' · ');
  return ['', ...wrap(text, width, `${palette.strong('In the background')}  `)];
};

/** Where the time went: a waterfall for the start and one for the first request, with what is known of the gaps. */
export const phaseSections = (boot: BootReport, width: number, palette: Palette): string[] => [
  ...section(boot, 'startup', width, palette),
  ...section(boot, 'request', width, palette),
  ...background(boot, width, palette),
];
