import { type Cause, type Fix, type Severity, severityRank } from '../../model/report.js';
import { padLeft, padRight, wrap } from '../drawing/layout.js';
import type { Paint, Palette } from '../drawing/palette.js';
import { widthOf } from '../drawing/width.js';
import { evidenceLeft } from '../evidence-left.js';
import { formatRange, formatSeconds, formatShare } from '../quantity.js';
import { evidenceLines } from './evidence.js';

/** By cost: the dearest first; those without a figure come after, errors before warnings; what a failed start died of always leads. */
export const byCost = (causes: readonly Cause[]): Cause[] =>
  [...causes].sort((a, b) => {
    const errors = Number(b.severity === 'error') - Number(a.severity === 'error');
    return errors || (b.seconds ?? -1) - (a.seconds ?? -1) || severityRank[b.severity] - severityRank[a.severity];
  });

const paintOf = (severity: Severity, palette: Palette): Paint => ({ error: palette.error, warning: palette.warning, note: palette.note })[severity];

/** `33.7 s, 47 %`; empty where the cost is unknown. */
export const costOf = (cause: Cause): string => {
  if (cause.seconds === null) return '';
  return cause.share === null ? formatSeconds(cause.seconds) : `${formatSeconds(cause.seconds)}, ${formatShare(cause.share)}`;
};

/** `saves 10–27 s of 33.7 s (stated); leaves …`; null where nothing can be said. */
export const savingOf = (fix: Fix, cause: Cause): string | null => {
  if (fix.saves === null) return null;
  const { lowSeconds, highSeconds, basis, leaves } = fix.saves;
  const range = lowSeconds <= 0 ? `up to ${formatSeconds(highSeconds)}` : formatRange(lowSeconds, highSeconds);
  const whole = cause.seconds === null || cause.seconds <= highSeconds * 1.005 ? '' : ` of ${formatSeconds(cause.seconds)}`;
  return `saves ${range}${whole} (${basis})${leaves === null ? '' : `; leaves ${leaves}`}`;
};

const shownFixes = 2;

/** One fix in full: what to do, how it is done here, what it saves and what it costs. */
const fixInFull = (fix: Fix, cause: Cause, width: number, palette: Palette): string[] => {
  const saves = savingOf(fix, cause);
  return [
    ...wrap(fix.do, width, `    ${palette.good('→')} `, '      '),
    ...(fix.how === null ? [] : wrap(fix.how.trimEnd(), width, '      ').map(palette.code)),
    ...(saves === null ? [] : wrap(saves, width, '      ')),
    ...(fix.tradeOff === null ? [] : wrap(`trade-off: ${fix.tradeOff}`, width, '      ').map(palette.faint)),
  ];
};

const fixInShort = (fix: Fix, cause: Cause, remark: string | null, width: number, palette: Palette): string[] => {
  const saves = fix.saves === null ? null : (savingOf({ ...fix, saves: { ...fix.saves, leaves: null } }, cause) ?? null);
  return wrap([fix.do, saves, remark].filter((part) => part !== null).join('; '), width, `    ${palette.good('→')} `, '      ');
};

/** Under which cause a fix, done in that way, was told before. */
type Told = Map<string, number>;

const fixLines = (cause: Cause, number: number, told: Told, width: number, palette: Palette): string[] => {
  let full = 0;
  const lines = cause.fixes.flatMap((fix) => {
    const key = JSON.stringify([fix.id, fix.how]);
    const before = told.get(key);
    if (before !== undefined) return fixInShort(fix, cause, `how: see ${before}`, width, palette);
    full += 1;
    if (full > shownFixes) return fixInShort(fix, cause, null, width, palette);
    told.set(key, number);
    return fixInFull(fix, cause, width, palette);
  });
  return full > shownFixes ? [...lines, ...wrap(`coldcase explain ${cause.id} tells how the others are done`, width, '      ').map(palette.faint)] : lines;
};

const title = (cause: Cause, number: number, width: number, palette: Palette): string[] => {
  const cost = costOf(cause);
  const head = `${padLeft(String(number), 2)}. `;
  const room = width - widthOf(head) - (cost === '' ? 0 : widthOf(cost) + 2);
  const [first = '', ...rest] = wrap(cause.title, room);
  const line = cost === '' ? palette.strong(first) : `${palette.strong(padRight(first, room))}  ${palette.strong(cost)}`;
  return [`${head}${line}`, ...rest.map((text) => `    ${palette.strong(text)}`)];
};

const causeLines = (cause: Cause, numbers: ReadonlyMap<string, number>, told: Told, width: number, palette: Palette): string[] => {
  const number = numbers.get(cause.id) ?? 0;
  const led = cause.becauseOf.map((id) => (numbers.has(id) ? `${id} (${numbers.get(id)})` : id)).join(', ');
  const kind = `${cause.id} · ${paintOf(cause.severity, palette)(cause.severity)} · ${cause.confidence}`;
  return [
    ...title(cause, number, width, palette),
    ...wrap(kind, width, '    '),
    ...wrap(`${cause.because}${led === '' ? '' : ` Because of ${led}.`}`, width, '    '),
    ...evidenceLines(cause.evidence, '    ', width, palette, evidenceLeft(cause)),
    ...fixLines(cause, number, told, width, palette),
  ];
};

const noteLines = (cause: Cause, width: number, palette: Palette): string[] => [
  ...wrap(`${cause.id}: ${cause.because}`, width, '  · ', '    '),
  ...evidenceLines(cause.evidence.slice(0, 1), '    ', width, palette),
];

/** A cause in a few lines: what it is and costs, its first fix and how that is done. */
export const causeInShort = (cause: Cause, width: number, palette: Palette): string[] => {
  const cost = costOf(cause);
  const [fix] = cause.fixes;
  return [
    ...wrap(`${cause.title}${cost === '' ? '' : ` (${cost})`}`, width, `  ${paintOf(cause.severity, palette)('·')} `, '    '),
    ...(fix === undefined ? [] : fixInShort(fix, cause, null, width, palette)),
    ...(fix?.how == null ? [] : wrap(fix.how.trimEnd(), width, '      ').map(palette.code)),
  ];
};

/** The causes above a note by their place in the list, from 1. */
export const numbered = (causes: readonly Cause[]): Cause[] => byCost(causes.filter((cause) => cause.severity !== 'note'));

/** Causes by cost, each with the lines that prove it, its fixes and their savings; notes in short at the end. */
export const causeSection = (causes: readonly Cause[], width: number, palette: Palette): string[] => {
  const heavy = numbered(causes);
  const notes = byCost(causes.filter((cause) => cause.severity === 'note'));
  const numbers = new Map(heavy.map((cause, index) => [cause.id, index + 1]));
  const told: Told = new Map();
  const lines = heavy.flatMap((cause, index) => [...(index === 0 ? [] : ['']), ...causeLines(cause, numbers, told, width, palette)]);
  return [
    ...(heavy.length === 0 ? [] : ['', palette.strong('Causes, by cost'), ...lines]),
    ...(notes.length === 0 ? [] : ['', palette.strong('Worth knowing'), ...notes.flatMap((cause) => noteLines(cause, width, palette))]),
  ];
};
