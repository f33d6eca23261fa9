import type { BudgetResult, BudgetVerdict, GateReport, GateVerdict, Tolerated } from '../../model/gate.js';
import { padLeft, padRight, wrap } from '../drawing/layout.js';
import type { Paint, Palette } from '../drawing/palette.js';
import { widthOf } from '../drawing/width.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';
import { causeInShort } from '../text/causes.js';
import { bootName, evidenceLines, placeOf, placeRoom, shortPlaceOf } from '../text/evidence.js';
import { sentence } from '../text/headline.js';
import { readableWidth, type TextOptions } from '../text/options.js';
import { blamedCauses } from './blamed.js';
import { bootList } from './boot-list.js';
import { limitText, marginText, measuredText } from './figures.js';
import { toleranceText } from './tolerance.js';

const none = '–';
const shownCauses = 5;

const paintOfVerdict = (verdict: GateVerdict, palette: Palette): Paint => ({ pass: palette.good, fail: palette.error, undecided: palette.warning })[verdict];

const marks: { readonly [name in BudgetVerdict]: string } = { pass: '✓', exceeded: '✗', 'range-crosses': '?', unknown: '?', 'not-comparable': '?' };

const markOf = (verdict: BudgetVerdict, palette: Palette): string => {
  const paint = verdict === 'pass' ? palette.good : verdict === 'exceeded' ? palette.error : palette.warning;
  return paint(marks[verdict]);
};

/** What the budgets were asked of: policy, environment, baseline, boots. */
const asked = (gate: GateReport): string => {
  const { policy, baseline, report } = gate;
  return [
    policy.file === null ? 'no policy file' : `policy ${policy.file}`,
    ...(policy.environment === null ? [] : [`environment ${policy.environment}`]),
    ...(baseline === null ? [] : [`baseline ${baseline.file}, ${baseline.runs === 1 ? '1 run' : `${baseline.runs} runs`}`]),
    report.boots.length === 1 ? '1 boot' : `${report.boots.length} boots`,
  ].join(' · ');
};

const columnsOf = (budget: BudgetResult): readonly string[] => {
  const limit = limitText(budget);
  // A cause or an item of the checklist is there or not.
  if (budget.measured === null && limit === null) return ['', '', ''];
  return [measuredText(budget) ?? none, limit === null ? '' : `limit ${limit}`, marginText(budget) ?? ''];
};

const bootsOf = ({ boots }: BudgetResult, isOnlyBoot: boolean): string => (isOnlyBoot || boots.length === 0 ? '' : ` In ${bootList(boots, bootName)}.`);

/** Why a budget did not pass, the lines that show it, what to switch on to know, and where the policy asks for it. */
const details = (budget: BudgetResult, isOnlyBoot: boolean, width: number, palette: Palette): string[] => [
  ...wrap(`${budget.id} · ${budget.verdict}`, width, '    '),
  ...wrap(`${budget.why}${bootsOf(budget, isOnlyBoot)}`, width, '    '),
  ...evidenceLines(budget.evidence, '    ', width, palette),
  ...(budget.howToLog === null ? [] : wrap(budget.howToLog, width, '    to know: ', '      ').map(palette.code)),
  ...(budget.place === null ? [] : wrap(`asked for at ${placeOf(budget.place)}`, width, '    ').map(palette.faint)),
];

type Table = { readonly titleWidth: number; readonly widths: readonly number[]; readonly placeWidth: number };

const narrowestTitle = 16;

/** The columns of all rows: as many of figure, limit and margin as fit beside a title, and the place of the evidence where there is room. */
const tableOf = (budgets: readonly BudgetResult[], width: number): Table => {
  const widths: number[] = [];
  let room = width - 4;
  for (const column of [0, 1, 2]) {
    const widest = Math.max(0, ...budgets.map((budget) => widthOf(columnsOf(budget)[column] ?? '')));
    if (room - widest - 2 < narrowestTitle) break;
    widths.push(widest);
    room -= widest === 0 ? 0 : widest + 2;
  }
  const titleWidth = Math.min(room, Math.max(0, ...budgets.map((budget) => widthOf(budget.title))));
  const rest = room - titleWidth - 2;
  return { titleWidth, widths, placeWidth: rest >= 14 ? Math.min(rest, placeRoom(width)) : 0 };
};

const budgetLine = (budget: BudgetResult, table: Table, width: number, palette: Palette): string[] => {
  const [title = '', ...rest] = wrap(budget.title, table.titleWidth);
  const columns = columnsOf(budget);
  const figures = table.widths.map((columnWidth, index) => (columnWidth === 0 ? '' : `  ${padLeft(columns[index] ?? '', columnWidth)}`));
  const first = budget.evidence[0];
  const place = first === undefined || table.placeWidth === 0 ? '' : `  ${palette.faint(shortPlaceOf(first, table.placeWidth))}`;
  const isPass = budget.verdict === 'pass';
  const name = isPass ? padRight(title, table.titleWidth) : palette.strong(padRight(title, table.titleWidth));
  return [
    `  ${markOf(budget.verdict, palette)} ${name}${figures.join('')}${place}`.trimEnd(),
    ...rest.flatMap((text) => wrap(text, width, '    ')).map((text) => (isPass ? text : palette.strong(text))),
  ];
};

const budgetSection = (gate: GateReport, width: number, palette: Palette): string[] => {
  if (gate.budgets.length === 0) return [];
  const table = tableOf(gate.budgets, width);
  const isOnlyBoot = gate.report.boots.length === 1;
  const lines = gate.budgets.flatMap((budget) => [
    ...budgetLine(budget, table, width, palette),
    ...(budget.verdict === 'pass' ? [] : details(budget, isOnlyBoot, width, palette)),
  ]);
  return ['', palette.strong('Budgets'), ...lines];
};

const toleratedSection = (tolerated: readonly Tolerated[], width: number, palette: Palette): string[] =>
  tolerated.length === 0
    ? []
    : ['', palette.strong('Tolerated'), ...tolerated.flatMap((one) => wrap(`${toleranceText(one)}, ${placeOf(one.place)}`, width, '  · ', '    '))];

const mendSection = (gate: GateReport, width: number, palette: Palette): string[] => {
  const causes = blamedCauses(gate);
  if (causes.length === 0) return [];
  const more = causes.length - shownCauses;
  return [
    '',
    palette.strong('What to change'),
    ...causes.slice(0, shownCauses).flatMap((cause) => causeInShort(cause, width, palette)),
    ...(more > 0 ? wrap(`and ${more} more`, width, '  ').map(palette.faint) : []),
  ];
};

/**
 * The gate's answer for a terminal: verdict and reason; each budget with its figure, limit, margin and place; why those that did not
 * pass did not; what to change. Pure; nothing that the log or the policy holds reaches the terminal raw.
 */
export const renderGateText = (given: GateReport, options: TextOptions): string => {
  const gate = mapTexts(given, sanitize);
  const { palette } = options;
  const width = Math.min(readableWidth, Math.max(60, options.width));
  const answer = sentence(gate.verdict, gate.reason, paintOfVerdict(gate.verdict, palette), width, palette);
  if (options.isBrief === true) return `${answer.join('\n')}\n`;
  const lines = [
    ...answer,
    ...wrap(asked(gate), width).map(palette.faint),
    ...budgetSection(gate, width, palette),
    ...toleratedSection(gate.tolerated, width, palette),
    ...mendSection(gate, width, palette),
  ];
  return `${lines.join('\n')}\n`;
};
