import { withoutEscapes } from '../ansi.js';
import { escapesOf } from './escapes.js';
import { labelOf } from './label.js';
import { markOf } from './mark.js';
import { numbersOf } from './numbers.js';
import { quotesOf } from './quotes.js';
import { leastLines, type Margin } from './step.js';

/**
 * What stands ahead of each line of a log that was pasted into a document, quoted in a thread, boxed on a screen, or printed with
 * line numbers or a name; and what such programs put into lines. It says nothing, and hides what lines begin with.
 */

const bareMark = /^[ \t]*[>|│┃#/]{0,2}[ \t]*$/;

/** The margin of a log that begins with these lines; null where it has none. */
export const marginOf = (beginning: string): Margin | null => {
  const lines = withoutEscapes(beginning).split(/\r?\n/);
  const steps: Margin[] = [];
  let written = lines.filter((line) => !bareMark.test(line));
  while (steps.length < mostSteps && written.length >= leastLines) {
    const step = stepOf(written);
    if (step === null) break;
    steps.push(step);
    written = written.map(step).filter((line) => !bareMark.test(line));
  }
  return steps.length === 0 ? null : (text) => steps.reduce((rest, step) => step(rest), text);
};

/** A quotation may be indented, its lines numbered. */
const mostSteps = 4;

const stepOf = (lines: readonly string[]): Margin | null => numbersOf(lines) ?? markOf(lines) ?? quotesOf(lines) ?? escapesOf(lines) ?? labelOf(lines);
