import type { BootReport } from '../../model/report.js';
import { actions } from './actions.js';
import { chart } from './chart.js';
import type { Detail } from './detail.js';
import { evidence } from './evidence.js';
import { impact } from './impact.js';
import { questions } from './questions.js';
import { rootCause } from './root-cause.js';
import { summary } from './summary.js';
import { timeline } from './timeline.js';
import { wentBadly, wentWell } from './went.js';

/** A section of the page of one start: blocks of Markdown, none where there is nothing to say. */
export type Section = {
  /** What a template calls it. */
  readonly name: string;
  readonly title: string;
  readonly write: (boot: BootReport, detail: Detail) => string[];
};

/** Every section, in the order of the page: a new one is its file and a line here. */
export const sections: readonly Section[] = [
  { name: 'summary', title: 'Summary', write: summary },
  { name: 'impact', title: 'Impact', write: impact },
  { name: 'timeline', title: 'Timeline', write: timeline },
  { name: 'chart', title: 'Where the time went', write: chart },
  { name: 'rootCause', title: 'Root cause', write: rootCause },
  { name: 'evidence', title: 'Evidence', write: evidence },
  { name: 'wentWell', title: 'What went well', write: wentWell },
  { name: 'wentBadly', title: 'What did not go well', write: wentBadly },
  { name: 'actions', title: 'Action items', write: actions },
  { name: 'questions', title: 'Open questions', write: questions },
];

/** True for a start that needs no page of its own: nothing was wrong with it that a cause above a note would tell. */
export const isHealthy = (boot: BootReport): boolean => boot.verdict === 'warm' && boot.causes.every(({ severity }) => severity === 'note');

/** A healthy start is told by what happened and when; a log without a start by a sentence. */
const isShown = (section: string, boot: BootReport): boolean => {
  if (boot.verdict === 'unknown') return section === 'summary';
  return !isHealthy(boot) || section === 'summary' || section === 'timeline';
};

/** The sections of one start under headings of that level */
export const sectionsOf = (boot: BootReport, level: number, detail: Detail): string[] =>
  sections
    .filter(({ name }) => isShown(name, boot))
    .map(({ title, write }) => ({ title, blocks: write(boot, detail) }))
    .filter(({ blocks }) => blocks.length > 0)
    .flatMap(({ title, blocks }) => [`${'#'.repeat(level)} ${title}`, ...blocks]);
