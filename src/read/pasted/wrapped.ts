import { createDraft, type Draft } from '../draft.js';
import type { NumberedLine } from '../outline.js';

const narrowest = 60;
const widest = 250;
/** Fewer lines of one width may be chance. */
const leastWraps = 3;
/** Of those, how many may have below them what is plainly a line of its own: a line that just fits. */
const mostChance = 0.05;
/** A terminal breaks inside a word as often as not. */
const leastBroken = 1 / 3;
/** Of a line that goes on and on over the width. */
const mostPieces = 50;

const dated =
  /^\s{0,8}(?:\{"[@\w]|(?:[A-Z]{4,8}:? +)?[[(]?\d{1,4}([-/:])\d{1,2}(?:\1\d{1,4}|[ T]\d\d:)|\[?\d\d\.\d\d\.\d{4}[ ,]|[IWEF]\d{4} \d\d:|\[?[A-Z][a-z]{2},? [ \d]?\d |\([A-Z]\w{1,40} pid=\d|time=")/;
/** A ruler, a row of a table, a bar that fills the terminal: as wide as the next one without being broken. */
const isDrawn = (line: string): boolean => /^\s{0,40}[|│+=*#<>-]/.test(line) || line.includes('%|') || /(.)\1{15}/u.test(line);
/** A word goes on below. */
const isBroken = (line: string, next: string): boolean => /[\w./:=,_-]$/.test(line) && /^[a-z\d./_:,)=-]/.test(next);

/**
 * The width at which a terminal broke the lines of a log that begins with this text; null where none did. The longest lines are then all of one
 * width, they differ in more than their figures, below each stands what is no line of its own, and many of them end inside a word.
 */
export const wrapWidthOf = (beginning: string): number | null => {
  const lines = beginning.split('\n').map((line) => line.replace(/\r$/, ''));
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  if (width < narrowest || width > widest) return null;
  const texts = new Set<string>();
  let own = 0;
  let broken = 0;
  let full = 0;
  // The last line may be cut.
  for (let at = 0; at + 1 < lines.length; at += 1) {
    const line = lines[at] as string;
    if (line.length !== width || isDrawn(line)) continue;
    const next = lines[at + 1] as string;
    full += 1;
    texts.add(line.replace(/\d/g, '0'));
    if (next === '' || dated.test(next)) own += 1;
    else if (isBroken(line, next)) broken += 1;
  }
  return texts.size >= leastWraps && own <= full * mostChance && broken >= full * leastBroken ? width : null;
};

/** The lines as they were before a terminal of this width broke them: it leaves nothing out, and puts nothing in. */
export const unwrappedOf = (lines: readonly NumberedLine[], width: number): Draft[] => {
  const drafts: Draft[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const { line } = lines[at] as NumberedLine;
    const first = at;
    while (at + 1 < lines.length && at - first < mostPieces && lines[at]?.text.length === width && !dated.test(lines[at + 1]?.text ?? '')) at += 1;
    const pieces = lines.slice(first, at + 1).map(({ text }) => text);
    drafts.push(createDraft(pieces.join(''), line));
  }
  return drafts;
};
