import type { BootReport, InputSummary, Report } from '../../model/report.js';
import { bootLine, bootTable, worthTelling } from './boots.js';
import { type Detail, details } from './detail.js';
import { code, inline } from './escape.js';
import { longestPage } from './limits.js';
import { sectionsOf } from './sections.js';
import { listed } from './sentence.js';
import { bootTitle, pageTitle } from './title.js';

const shownInputs = 5;
const shownLines = 100;
/** Of room that is kept for what is said of a page that was cut. */
const roomForNote = 400;

const lengthOf = (blocks: readonly string[]): number => blocks.reduce((sum, block) => sum + block.length + 2, 0);

const inputName = ({ path, lines }: InputSummary): string =>
  `${path === '-' ? 'standard input' : code(path)} (${lines.toLocaleString('en-GB')} ${lines === 1 ? 'line' : 'lines'})`;

const sources = ({ inputs }: Report): string => {
  const more = inputs.length > shownInputs ? [`${inputs.length - shownInputs} more`] : [];
  return listed([...inputs.slice(0, shownInputs).map(inputName), ...more]);
};

const footer = (report: Report): string =>
  `_Written by coldcase ${inline(report.tool.version)}${report.inputs.length === 0 ? '' : ` from ${sources(report)}`}. It knows what the log says and no more: who noticed, what was done and who was told is yours to add._`;

const note = (what: string): string => `To fit into an issue, ${what}. \`coldcase --format json\` has everything.`;

/** The first blocks that fit; a block is never cut in two. */
const fitting = (blocks: readonly string[], room: number): string[] => {
  let used = 0;
  const end = blocks.findIndex((block) => {
    used += block.length + 2;
    return used > room;
  });
  return end === -1 ? [...blocks] : blocks.slice(0, end);
};

/** The sections of a start in as much detail as there is room for, and what was left out. */
const fitted = (boot: BootReport, level: number, room: number, most: readonly Detail[]): { readonly blocks: string[]; readonly cut: string | null } | null => {
  for (const [index, detail] of most.entries()) {
    const blocks = sectionsOf(boot, level, detail);
    if (lengthOf(blocks) <= room) return { blocks, cut: index === 0 ? null : 'fewer and shorter lines are quoted' };
  }
  return null;
};

const onePage = (report: Report, boot: BootReport): string[] => {
  const frame = [`# ${pageTitle(report)}`, footer(report)];
  const room = longestPage - lengthOf(frame) - roomForNote;
  const [title = '', end = ''] = frame;
  const told = fitted(boot, 2, room, details);
  const least = details.at(-1) ?? details[0];
  const { blocks, cut } = told ?? { blocks: fitting(sectionsOf(boot, 2, least), room), cut: 'the last sections are left out' };
  return [title, ...blocks, ...(cut === null ? [] : [note(cut)]), end];
};

const otherLines = (boots: readonly BootReport[]): string[] => {
  if (boots.length === 0) return [];
  const left = boots.length - shownLines;
  return ['## Other starts', [...boots.slice(0, shownLines).map(bootLine), ...(left > 0 ? [`- and ${left} more`] : [])].join('\n')];
};

/** Several starts: a table of all, a section for each that is worth one while there is room, the others in a line each. */
const manyPages = (report: Report): string[] => {
  const { boots } = report;
  const head = [`# ${pageTitle(report)}`, ...fitting(bootTable(boots), longestPage / 2)];
  const end = footer(report);
  const told = new Map<BootReport, string[]>();
  const cuts = new Set<string>();
  let room = longestPage - lengthOf([...head, end]) - lengthOf(otherLines(boots)) - roomForNote;
  for (const boot of worthTelling(boots)) {
    const title = `## ${bootTitle(boot)}`;
    const section = fitted(boot, 3, room - lengthOf([title]), told.size === 0 ? details : details.slice(0, 1));
    if (section === null) break;
    if (section.cut !== null) cuts.add(section.cut);
    told.set(boot, [title, ...section.blocks]);
    room -= lengthOf([title, ...section.blocks]);
  }
  const others = boots.filter((boot) => !told.has(boot));
  const shortened = worthTelling(boots).length - told.size;
  if (shortened > 0) cuts.add(`${shortened} of the starts that went wrong ${shortened === 1 ? 'is' : 'are'} told in a line`);
  const lines = fitting(otherLines(others), Math.max(0, room + lengthOf(otherLines(boots))));
  return [
    ...head,
    ...boots.flatMap((boot) => told.get(boot) ?? []),
    ...(told.size === 0 && shortened === 0 ? [] : lines),
    ...(cuts.size === 0 ? [] : [note(listed([...cuts]))]),
    end,
  ];
};

/** The page of a report as blocks of Markdown, at most `longestPage` characters together. */
export const pageOf = (report: Report): string[] => {
  const [first] = report.boots;
  if (first === undefined) return [`# ${pageTitle(report)}`, 'No start of a service was found in what was read.', footer(report)];
  return report.boots.length === 1 ? onePage(report, first) : manyPages(report);
};
