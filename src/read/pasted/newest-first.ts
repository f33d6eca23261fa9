import { createDraft, type Draft } from '../draft.js';
import type { NumberedLine } from '../outline.js';

/** Logs that a console or `journalctl -r` gave with the newest line first. */

/** Of one form, moments are in the order of their texts, but for a turn of the month where it is named. */
const forms = [
  /^.{0,60}?(\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)/,
  /^.{0,60}?([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})?)/,
  /^.{0,60}?(\d\d-\d\d \d\d:\d\d:\d\d(?:[.,]\d{1,9})?)/,
  /^.{0,60}?(\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)/,
];
const leastDated = 6;
const leastShare = 0.3;
const leastSteps = 3;
const mostForth = 0.2;

/** Whether dated lines are older than the ones above: nearly all, since processes that write to one log are now and then out of order. */
export const isNewestFirst = (lines: readonly string[]): boolean => {
  for (const form of forms) {
    const moments = lines.flatMap((line) => form.exec(line)?.[1] ?? []);
    if (moments.length < Math.max(leastDated, lines.length * leastShare)) continue;
    const later = moments.slice(1);
    const back = later.filter((moment, at) => moment < (moments[at] ?? '')).length;
    const forth = later.filter((moment, at) => moment > (moments[at] ?? '')).length;
    return back >= leastSteps && forth <= back * mostForth && (moments[moments.length - 1] ?? '') < (moments[0] ?? '');
  }
  return false;
};

const traceback = /Traceback \(most recent call last\):\s*$/;
const frame = /^\s+File "/;

/** The lines in the order in which they were written. A console that keeps the lines of one entry in their order shows it in a traceback. */
export const oldestFirst = (lines: readonly NumberedLine[]): Draft[] => {
  const keepsEntries = lines.some(({ text }, at) => traceback.test(text) && frame.test(lines[at + 1]?.text ?? ''));
  const entries: NumberedLine[][] = [];
  for (const line of lines) {
    const last = entries[entries.length - 1];
    if (keepsEntries && last !== undefined && !forms.some((form) => form.test(line.text))) last.push(line);
    else entries.push([line]);
  }
  return entries.reverse().flatMap((entry) => entry.map(({ text, line }) => createDraft(text, line)));
};
