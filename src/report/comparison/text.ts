import type { ComparedCause, ComparedFigure, ComparedSide, Comparison } from '../../model/comparison.js';
import { padLeft, padRight, wrap } from '../drawing/layout.js';
import type { Paint, Palette } from '../drawing/palette.js';
import { widthOf } from '../drawing/width.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';
import { figureText } from '../gate/figures.js';
import { evidenceLines } from '../text/evidence.js';
import { readableWidth, type TextOptions } from '../text/options.js';

const none = '–';

const sideText = ({ name, boots, runs }: ComparedSide): string =>
  `${name} (${boots.length === 1 ? '1 boot' : `${boots.length} boots`}${runs > 1 ? `, ${runs} runs` : ''})`;

const paintOf = ({ movement, shift }: ComparedFigure, palette: Palette): Paint => {
  if (movement === 'worse') return palette.error;
  if (movement === 'better') return palette.good;
  return movement === 'same' || shift === null ? palette.faint : palette.warning;
};

const amount = (value: number | null, { unit }: ComparedFigure): string => (value === null ? none : figureText(value, unit));

const signed = (value: number, unit: ComparedFigure['unit']): string => `${value > 0 ? '+' : value < 0 ? '−' : '±'}${figureText(Math.abs(value), unit)}`;

const rangeText = ({ range, unit }: ComparedFigure): string => {
  if (range === null) return '';
  const end = (value: number | null, open: string): string => (value === null ? open : signed(value, unit));
  return `${end(range.low, '−∞')} to ${end(range.high, '+∞')}`;
};

/** A bar from the middle: to the right what takes longer, to the left what takes less. */
const bar = (shift: number, largest: number, half: number): string => {
  if (largest === 0) return '';
  const cells = Math.round((Math.abs(shift) / largest) * half);
  const drawn = cells === 0 && shift !== 0 ? (shift > 0 ? '▏' : '▕') : '█'.repeat(cells);
  return shift >= 0 ? `${' '.repeat(half)}│${drawn}` : `${padLeft(drawn, half)}│`;
};

/** Figures as rows: name, before, after, shift, its interval where runs give one, and with `hasBars` the shift to scale. */
const rowsOf = (
  figures: readonly ComparedFigure[],
  nameOf: (figure: ComparedFigure) => string,
  hasBars: boolean,
  width: number,
  palette: Palette,
): string[] => {
  const columns = figures.map((figure) => [
    nameOf(figure),
    amount(figure.before, figure),
    amount(figure.after, figure),
    figure.shift === null ? none : signed(figure.shift, figure.unit),
    rangeText(figure),
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(0, ...columns.map((row) => widthOf(row[column] ?? ''))));
  const [nameWidth = 0, ...rest] = widths;
  const used = 2 + nameWidth + rest.reduce((sum, own) => sum + (own === 0 ? 0 : own + 2), 0);
  const half = hasBars ? Math.min(24, Math.floor((width - used - 3) / 2)) : 0;
  const largest = Math.max(0, ...figures.map(({ shift }) => Math.abs(shift ?? 0)));
  return figures.map((figure, index) => {
    const [name = '', ...cells] = columns[index] ?? [];
    const padded = cells.map((cell, column) => (rest[column] === 0 ? '' : `  ${padLeft(cell, rest[column] ?? 0)}`));
    const [before = '', after = '', shift = '', range = ''] = padded;
    const drawn = half < 4 || figure.shift === null ? '' : `  ${bar(figure.shift, largest, half)}`;
    const paint = paintOf(figure, palette);
    return `  ${padRight(name, nameWidth)}${before}${after}${paint(shift)}${palette.faint(range)}${paint(drawn)}`.trimEnd();
  });
};

const figureSection = (title: string, figures: readonly ComparedFigure[], prefix: string, width: number, palette: Palette): string[] =>
  figures.length === 0
    ? []
    : [
        '',
        palette.strong(title),
        ...rowsOf(figures, (figure) => (prefix === '' ? figure.title : figure.id.slice(prefix.length)), prefix !== '', width, palette),
      ];

const causeLines = (mark: string, cause: ComparedCause, side: ComparedSide, count: number, width: number, palette: Palette): string[] => [
  ...wrap(`${cause.id}${side.boots.length > 1 ? ` in ${count} of ${side.boots.length} boots` : ''}: ${cause.because}`, width, `  ${mark} `, '    '),
  ...evidenceLines(cause.evidence.slice(0, 1), '    ', width, palette),
];

const causeSection = ({ causes, before, after }: Comparison, width: number, palette: Palette): string[] => {
  const lines = [
    ...causes.came.flatMap((cause) => causeLines(palette.error('+'), cause, after, cause.after, width, palette)),
    ...causes.went.flatMap((cause) => causeLines(palette.good('−'), cause, before, cause.before, width, palette)),
    ...(causes.stayed.length === 0 ? [] : wrap(`still there: ${causes.stayed.map(({ id }) => id).join(', ')}`, width, '    ').map(palette.faint)),
  ];
  return lines.length === 0 ? [] : ['', palette.strong('Causes'), ...lines];
};

/**
 * A comparison for a terminal: what moved and why in a sentence; the figures side by side; a waterfall of the difference; the causes that
 * came and went. Pure; nothing that a log holds reaches the terminal raw.
 */
export const renderComparisonText = (given: Comparison, options: TextOptions): string => {
  const comparison = mapTexts(given, sanitize);
  const { palette } = options;
  const width = Math.min(readableWidth, Math.max(60, options.width));
  const summary = wrap(comparison.summary, width).map(palette.strong);
  if (options.isBrief === true) return `${summary.join('\n')}\n`;
  const startup = comparison.phases.filter(({ id }) => id.startsWith('phases.'));
  const request = comparison.phases.filter(({ id }) => id.startsWith('requestPhases.'));
  const lines = [
    ...summary,
    ...wrap(`before ${sideText(comparison.before)} · after ${sideText(comparison.after)}`, width).map(palette.faint),
    ...comparison.differences.flatMap((difference) => wrap(`differs in ${difference}`, width)).map(palette.warning),
    ...figureSection('Figures  before, after, shift', comparison.figures, '', width, palette),
    ...figureSection('Startup, by phase', startup, 'phases.', width, palette),
    ...figureSection('First request, by phase', request, 'requestPhases.', width, palette),
    ...causeSection(comparison, width, palette),
  ];
  return `${lines.join('\n')}\n`;
};
