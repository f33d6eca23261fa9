import type { BootReport, Cause, ReportedPhase } from '../../model/report.js';
import { cut, wrap } from '../drawing/layout.js';
import { waterfallOf } from '../drawing/waterfall.js';
import { widthOf } from '../drawing/width.js';
import { byCost, costOf } from '../text/causes.js';
import { bootName } from '../text/evidence.js';
import { reasonOf } from '../text/headline.js';
import { scopeTitle } from '../text/phases.js';
import { type Block, escaped, left, line, lines, stacked } from './block.js';
import { barsTo, chartBlock } from './chart.js';

/** Columns that fit beside each other, a little under what the fonts of all systems need. */
const columns = { sentence: 96, small: 118, cause: 104 };
const shownLines = 3;
const shownCauses = 5;

const badge = (boot: BootReport): Block => {
  const width = 16 + 7.5 * boot.verdict.length;
  const name = [bootName(boot.id), boot.runtimeVersion === null ? boot.runtime : `${boot.runtime} ${boot.runtimeVersion}`, boot.replica ?? '']
    .filter((part) => part !== '')
    .join(' · ');
  const box = `<rect class="${boot.verdict}" x="${left}" width="${width}" height="20" rx="4"/>`;
  return {
    height: 30,
    markup: `${box}${line(left + width / 2, 14.5, 'badge', boot.verdict)}${line(left + width + 10, 14.5, 'faint', cut(name.replaceAll('\n', ' '), columns.small - 12))}`,
  };
};

const sentence = (boot: BootReport): Block => {
  const all = wrap(reasonOf(boot), columns.sentence);
  const shown = all.length > shownLines ? [...all.slice(0, shownLines - 1), cut(`${all[shownLines - 1] ?? ''} …`, columns.sentence)] : all;
  return lines(shown, 'strong', 21);
};

/** The phases of a scope that a cause (no mere note) shows a line of. */
const blamedPhases = (boot: BootReport, scope: 'startup' | 'request'): ReadonlySet<string> => {
  const causes = boot.causes.filter((cause) => cause.severity !== 'note');
  const cited = new Set(causes.flatMap((cause) => cause.evidence.map(({ file, line: number }) => `${number} ${file}`)));
  const isCited = (phase: ReportedPhase): boolean => phase.spans.some((span) => span.evidence.some(({ file, line: number }) => cited.has(`${number} ${file}`)));
  return new Set(boot.phases.filter((phase) => phase.scope === scope && isCited(phase)).map((phase) => phase.phase));
};

type Section = Block & { readonly hasMerged: boolean };

const section = (boot: BootReport, scope: 'startup' | 'request'): Section[] => {
  const chart = waterfallOf(boot, scope);
  if (chart === null) return [];
  const name = scope === 'startup' ? 'Startup' : 'First request';
  const title: Block = {
    height: 26,
    markup: `<text x="${left}" y="16" class="strong">${name}<tspan class="faint" dx="10">${escaped(scopeTitle(boot, scope))}</tspan></text>`,
  };
  const drawn = chartBlock(chart, blamedPhases(boot, scope));
  return [{ ...stacked([title, drawn]), hasMerged: drawn.hasMerged }];
};

const causeLine = (cause: Cause): string => {
  const cost = costOf(cause);
  const title = cause.title.replaceAll('\n', ' ');
  const id = cut(cause.id.replaceAll('\n', ' '), 40);
  return [
    `<circle class="${cause.severity}" cx="${left + 5}" cy="11" r="4.5"/>`,
    `<text x="${left + 18}" y="15" class="row">${escaped(cut(title, columns.cause - widthOf(id)))}<tspan class="faint" dx="10">${escaped(id)}</tspan></text>`,
    ...(cost === '' ? [] : [line(barsTo, 15, 'row right', cost)]),
  ].join('');
};

const causes = (boot: BootReport): Block[] => {
  const found = byCost(boot.causes.filter((cause) => cause.severity !== 'note'));
  if (found.length === 0) return [];
  const rows = found.slice(0, shownCauses).map((cause) => ({ height: 22, markup: causeLine(cause) }));
  const more = found.length - shownCauses;
  return [stacked([lines(['Causes, by cost'], 'strong', 26), ...rows, ...(more > 0 ? [lines([`and ${more} more`], 'faint', 22)] : [])])];
};

/** One boot: verdict, sentence, where the time went, causes. */
export const bootBlock = (boot: BootReport): Block => {
  const sections = [...section(boot, 'startup'), ...section(boot, 'request')];
  const note = sections.some((one) => one.hasMerged) ? [lines(['Bars of one row that are less than 2 pixels apart are drawn as one.'], 'faint', 20)] : [];
  return stacked([stacked([badge(boot), sentence(boot)]), ...sections, ...note, ...causes(boot)], 16);
};
