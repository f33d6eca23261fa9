import type { Evidence } from '../../model/boot.js';
import type { BootReport, Cause } from '../../model/report.js';
import { evidenceLeft } from '../evidence-left.js';
import { placeOf } from '../text/evidence.js';
import { inChain } from './chain.js';
import type { Detail } from './detail.js';
import { code, fence, inline } from './escape.js';
import { listed } from './sentence.js';

const shownLines = 12;
const shownPlaces = 6;

/** `server.log:20` in code. */
const place = (evidence: Evidence): string => code(placeOf(evidence));

/** Where a record stands: `line 20` of the boot's own file, which the page names once; otherwise `server.log:20`. */
export const lineOf = (evidence: Evidence, boot: BootReport): string => (boot.id.startsWith(`${evidence.file}#`) ? `line ${evidence.line}` : place(evidence));

/** The same in brackets behind what it proves; nothing where no line does. */
export const proof = (evidence: readonly Evidence[], boot: BootReport): string => {
  const [first] = evidence;
  return first === undefined ? '' : ` (${lineOf(first, boot)})`;
};

/** At most `length` characters; the middle goes, since a line's end often has the figure or the error. */
const shortened = (line: string, length: number): string => {
  const characters = [...line];
  if (characters.length <= length) return line;
  const tail = Math.floor(length * 0.4);
  return `${characters.slice(0, length - tail).join('')} … ${characters.slice(-tail).join('')}`;
};

/** A record as it stands in the log; of many lines the first few and the last, of long ones the beginning and the end. */
export const quoted = (text: string, length: number): string => {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const [head, tail] = [lines.slice(0, shownLines / 3), lines.slice(-(shownLines * 2) / 3)];
  const kept = lines.length <= shownLines ? lines : [...head, `… ${lines.length - shownLines} lines …`, ...tail];
  return kept.map((line) => shortened(line, length)).join('\n');
};

/** `also lines 12, 17 and 22`; places in another file stand in full. */
const others = (evidence: readonly Evidence[], left: number, file: string): string => {
  if (evidence.length === 0) return '';
  const shown = evidence.slice(0, shownPlaces).map((one) => (one.file === file ? String(one.line) : place(one)));
  const unlisted = evidence.length - shown.length + left;
  const more = unlisted > 0 ? [`${unlisted} more`] : [];
  return `also ${evidence.length + left === 1 ? 'line' : 'lines'} ${listed([...shown, ...more])}`;
};

const distinct = (evidence: readonly Evidence[]): Evidence[] =>
  evidence.filter((one, index) => evidence.findIndex((other) => other.text === one.text) === index);

const quotesOf = (cause: Cause, told: Set<string>, detail: Detail): string[] => {
  const shown = distinct(cause.evidence)
    .slice(0, detail.quotes)
    .filter((one) => !told.has(placeOf(one)));
  for (const one of shown) told.add(placeOf(one));
  const rest = cause.evidence.filter((one) => !told.has(placeOf(one)));
  return shown.flatMap((one, index) => {
    const also = index === 0 ? others(rest, evidenceLeft(cause), one.file) : '';
    return [
      `${index === 0 ? `**${inline(cause.title)}**, ` : 'and '}${place(one)}${also === '' ? '' : `, ${also}`}:`,
      fence(quoted(one.text, detail.quoteLength), 'text'),
    ];
  });
};

/** The lines that prove each cause, in the order in which the causes are told; a line that proves two is quoted once. */
export const evidence = (boot: BootReport, detail: Detail): string[] => {
  const told = new Set<string>();
  return inChain(boot.causes)
    .slice(0, detail.points)
    .flatMap((cause) => quotesOf(cause, told, detail));
};
