import { createDraft, type Draft } from './draft.js';
import type { NumberedLine } from './outline.js';

const narrowest = 60;
const widest = 250;
/** Fewer lines of one width may be chance. */
const leastWraps = 3;
/** Of a line that goes on and on over the width. */
const mostPieces = 50;

/** A record's own beginning: a date, or an object of JSON that names its time, level or message first. */
const dated =
  /^\s{0,8}(?:\{"(?:@?timestamp|ts|time|asctime|level|severity|levelname|message|msg|log)": ?["\d]|\[?\d{4}[-/]\d\d[-/]\d\d[T ]|[IWEF]\d{4} \d\d:|[A-Z][a-z]{2} [ \d]\d \d\d:|\[\d\d\/\d\d\/\d{4}-|\d\d:\d\d:\d\d)/;
/** What a line of its own may begin with: a bracket, a bar or a ruler, a date, a level. */
const beginsAlone = /^\s{0,40}(?:[[{(<|+│>#*=-]|\d{1,4}[-/:.]\d|[A-Z]{4,8}\b|[IWEFD]\d{4} |[A-Z][a-z]{2} [ \d]\d )/;

/**
 * The width at which a terminal broke the lines of a log that begins with this text; null where none did. The longest lines are then all of one
 * width, each begins with a date or an object or goes on from another, they differ in more than their figures, and below each stands what is no line of its own.
 */
export const wrapWidthOf = (beginning: string): number | null => {
  const lines = beginning.split('\n').map((line) => line.replace(/\r$/, ''));
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  if (width < narrowest || width > widest) return null;
  const texts = new Set<string>();
  let goesOn = false;
  // The last line may be cut.
  for (let at = 0; at + 1 < lines.length; at += 1) {
    const line = lines[at] as string;
    const isFull = line.length === width;
    if (isFull) {
      const next = lines[at + 1] as string;
      if (next === '' || beginsAlone.test(next) || !(goesOn || dated.test(line))) return null;
      texts.add(line.replace(/\d/g, '0'));
    }
    goesOn = isFull;
  }
  return texts.size < leastWraps ? null : width;
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
