import type { BootReport, Report } from '../model/report.js';
import { wrap } from './drawing/layout.js';
import type { Palette } from './drawing/palette.js';
import { sanitize } from './escape/sanitize.js';
import { mapTexts } from './escape/texts.js';
import { warmupSection } from './text/advice.js';
import { bootTable } from './text/boots.js';
import { bootsSummary } from './text/boots-summary.js';
import { causeSection } from './text/causes.js';
import { readinessSection } from './text/checklist.js';
import { bootName } from './text/evidence.js';
import { facts, headline } from './text/headline.js';
import { readableWidth, type TextOptions } from './text/options.js';
import { phaseSections } from './text/phases.js';
import { toldInFull } from './text/standing-out.js';
import { unevaluatedSection } from './text/unevaluated.js';

const isHealthy = (boot: BootReport): boolean => boot.verdict === 'warm' && boot.causes.every((cause) => cause.severity === 'note');

const bootText = (boot: BootReport, fullWidth: number, palette: Palette): string[] => {
  const width = Math.min(fullWidth, readableWidth);
  const answer = [...headline(boot, width, palette), ...facts(boot, width, palette), ...phaseSections(boot, fullWidth, palette)];
  if (isHealthy(boot)) return answer;
  return [
    ...answer,
    ...causeSection(boot.causes, width, palette),
    ...warmupSection(boot.warmup, width, palette),
    ...readinessSection(boot, width, palette),
    ...unevaluatedSection(boot.unevaluated, width, palette),
  ];
};

const othersText = (count: number): string =>
  `${count} more boots are not told in full: give one of their logs alone to read its answer, or --format html or json for all of them.`;

const rule = (width: number, palette: Palette): string => palette.faint('─'.repeat(width));

/**
 * The answer for a terminal or a postmortem: one sentence; where the time went; causes by cost with their lines, fixes and savings; what
 * could not be evaluated. Pure; nothing that the log holds reaches the terminal raw.
 */
export const renderText = (report: Report, options: TextOptions): string => {
  const width = Math.min(200, Math.max(60, options.width));
  const { palette } = options;
  const { boots } = mapTexts(report, sanitize);
  if (boots.length === 0) return 'unknown: no start of a service was found in what was read.\n';
  if (options.isBrief === true) {
    const name = (boot: BootReport): string[] => (boots.length === 1 ? [] : [palette.faint(bootName(boot.id))]);
    return `${boots.flatMap((boot) => [...name(boot), ...headline(boot, width, palette)]).join('\n')}\n`;
  }
  const table = boots.length === 1 ? [] : [...bootTable(boots, width, palette), ...bootsSummary(boots, width, palette), ''];
  const told = toldInFull(boots);
  const answers = told.map((boot) => bootText(boot, width, palette).join('\n'));
  const others = told.length === boots.length ? [] : ['', rule(width, palette), ...wrap(othersText(boots.length - told.length), width).map(palette.faint)];
  return `${[...table, answers.join(`\n\n${rule(width, palette)}\n`), ...others].join('\n')}\n`;
};
