import type { Evidence } from '../../model/boot.js';
import type { Seconds } from '../../model/units.js';
import { bounded } from '../escape/bounded.js';

/** What is drawn as one bar; times since the trace's zero of its boot. */
export type Bar = { readonly name: string; readonly category: string; readonly from: Seconds; readonly to: Seconds; readonly args: object };

/** A moment without length. */
export type Mark = { readonly name: string; readonly at: Seconds; readonly args: object };

/** A named row of a boot; bars that only overlap get rows of their own under the same name. */
export type Track = { readonly name: string; readonly bars: readonly Bar[]; readonly marks: readonly Mark[] };

/** Said of each bar whose place is not a time. */
export const unclocked = { placement: 'no clock: in the order of the log' } as const;

const shownLines = 3;
const longestText = 400;

/** The first lines that show something, each cut so that a trace of many spans stays small. */
export const shownEvidence = (evidence: readonly Evidence[]): Evidence[] =>
  evidence.slice(0, shownLines).map(({ file, line, text }) => ({ file, line, text: bounded(text, longestText) }));

/** The smallest line number, to sort by the order of the log. */
export const firstLine = (evidence: readonly Evidence[]): number => evidence.reduce((least, { line }) => Math.min(least, line), Number.POSITIVE_INFINITY);
