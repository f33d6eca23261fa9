import type { BootReport } from '../../model/report.js';
import type { Detail } from './detail.js';
import { fence } from './escape.js';
import { gantt } from './gantt.js';
import { chartOf } from './lay.js';

const scales = {
  clock: '',
  apart: ' The request came later; its bars count from its own beginning.',
  order: ' Where the log has no clock, the bars stand in its order, with the lengths that it states.',
} as const;

/** The chart of where the time went, and how to read it; nothing where there is no stretch of time to draw. */
export const chart = (boot: BootReport, detail: Detail): string[] => {
  const { sections, scale } = chartOf(boot, detail.rows);
  const bars = sections.flatMap((section) => section.bars);
  if (bars.every(({ from, to }) => from === to)) return [];
  const marks = [
    ...(bars.some(({ kind }) => kind === 'blamed') ? ['Red: a cause below names it.'] : []),
    ...(bars.some(({ kind }) => kind === 'gap') ? ['Grey: no line explains it.'] : []),
  ];
  const caption = `${marks.join(' ')}${scales[scale]}`.trim();
  return [fence(gantt(sections), 'mermaid'), ...(caption === '' ? [] : [caption])];
};
