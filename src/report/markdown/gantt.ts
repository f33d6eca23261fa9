import { sanitize } from '../escape/sanitize.js';
import type { Bar } from './bars.js';
import type { ScopeBars } from './lay.js';

const longestLabel = 80;

/** Words that Mermaid takes for its own where a line begins with them. */
const keyword =
  /^(?=(?:gantt|title|section|dateFormat|axisFormat|tickInterval|inclusiveEndDates|topAxis|includes|excludes|todayMarker|weekday|weekend|click|call|href|acc(?:Title|Descr)|vert|style|classDef)(?:\W|$))./i;

const entity = (character: string): string => `#${character.codePointAt(0) ?? 63};`;

/** A label that Mermaid shows and does not obey: what is neither a letter, a figure nor a harmless mark is written as its number. */
const ganttLabel = (text: string): string => {
  const words = sanitize(text).replace(/\s+/g, ' ').trim().slice(0, longestLabel);
  return words.replace(/[^\p{L}\p{N} .,()/+±×–-]/gu, entity).replace(keyword, entity);
};

/**
 * A moment of the chart. Mermaid reads and shows dates in the reader's own zone, so that the axis counts from zero wherever that is;
 * on this day no zone changes its clocks.
 */
const moment = (seconds: number): string => new Date(Date.UTC(2000, 0, 1) + Math.round(seconds * 1000)).toISOString().slice(0, 23).replace('T', ' ');

const axisFormat = (seconds: number): string => {
  if (seconds < 10) return '%S.%L s';
  return seconds < 3600 ? '%M:%S' : '%H:%M';
};

const barLine = ({ label, from, to, kind }: Bar): string => {
  const tag = { blamed: 'crit, ', gap: 'done, ', phase: '', milestone: 'milestone, ', failure: 'crit, milestone, ' }[kind];
  return `    ${ganttLabel(label)} : ${tag}${moment(from)}, ${kind === 'milestone' || kind === 'failure' ? '0ms' : moment(Math.max(to, from + 0.001))}`;
};

/** The bars as a Gantt chart in Mermaid, a section for each scope. */
export const gantt = (sections: readonly ScopeBars[]): string => {
  const end = Math.max(...sections.flatMap(({ bars }) => bars.map(({ to }) => to)));
  const lines = sections.flatMap(({ name, bars }) => [`    section ${ganttLabel(name)}`, ...bars.map(barLine)]);
  return ['gantt', '    dateFormat YYYY-MM-DD HH:mm:ss.SSS', `    axisFormat ${axisFormat(end)}`, ...lines].join('\n');
};
