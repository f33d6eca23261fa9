import { readEpoch } from '../clock/epoch.js';
import { type Draft, noteReading, type Peeler, type SourceState } from '../draft.js';
import { withoutFarSide } from '../pasted/mark.js';

const mark = /(?:> ?|#{1,2} |\/\/ |│ ?)(?=[\w[({])/y;
/** A quoted line may have an envelope of its own ahead of its clock. */
const mostLayers = 3;

/** Whether what stands behind the mark is a line with a clock; the draft takes it over if so. */
const takeDated = (draft: Draft, text: string, state: SourceState, peelLayer: Peeler): boolean => {
  const quoted = { ...draft, text };
  for (let layer = 0; layer < mostLayers && quoted.time === null; layer += 1) if (!peelLayer(quoted, state)) return false;
  if (quoted.time === null) return false;
  Object.assign(draft, quoted);
  return true;
};

/**
 * The mark of a quotation or of a comment (`> `, `# `, `// `), or the side of a box (k9s), ahead of a log's line, as logs stand in
 * threads, in scripts and on screens. Nothing but a dated line shows that it is one; from then on lines without a clock that have the same mark are taken along.
 */
export const peelQuote = (draft: Draft, state: SourceState, peelLayer: Peeler): boolean => {
  if (draft.text !== draft.raw) return false;
  mark.lastIndex = 0;
  const found = mark.exec(draft.text)?.[0].trimEnd();
  if (found === undefined) return false;
  const inside = draft.text.slice(mark.lastIndex);
  const text = found === '│' ? withoutFarSide(inside, '│') : inside;
  if (takeDated(draft, text, state, peelLayer)) {
    state.quoteMark = found;
    return true;
  }
  if (state.quoteMark !== found) return false;
  draft.text = text;
  return true;
};

const cell = /[ \t]{0,8}\| +(?=\d{4}-\d\d-\d\d[T ])/y;

/** The milliseconds of an event, alone in the first cell: `aws logs` and the console as a table whose head was left out. */
const momentCell = /[ \t]{0,8}\| {1,8}(?=\d{13} {1,40}\|)/y;

/** The rest of such a row: a last cell of one word is the stream's name, and no part of the message. */
const messageOf = (rest: string): string => {
  const row = rest.trim();
  if (!row.endsWith('|')) return row;
  const side = row.lastIndexOf('|', row.length - 2);
  const last = row.slice(side + 1, -1).trim();
  return row.slice(0, side > 0 && last !== '' && !/\s/.test(last) ? side : -1).trimEnd();
};

/** A row whose first cell is a moment; the message's own clock is the finer, since a collector hands over many lines at one moment. */
const peelMoment = (draft: Draft, state: SourceState, peelLayer: Peeler): boolean => {
  momentCell.lastIndex = 0;
  if (!momentCell.test(draft.text)) return false;
  const reading = readEpoch(draft.text, momentCell.lastIndex);
  if (reading === null) return false;
  const message = messageOf(draft.text.slice(draft.text.indexOf('|', reading.end) + 1));
  if (takeDated(draft, message, state, peelLayer)) return true;
  noteReading(draft, reading, state);
  draft.text = message;
  return true;
};

/** The side of a table's row ahead of its date: what CloudWatch's console shows, pasted into a thread. A row without a date is some other table's. */
export const peelCell = (draft: Draft, state: SourceState, peelLayer: Peeler): boolean => {
  if (draft.text !== draft.raw) return false;
  cell.lastIndex = 0;
  if (!cell.test(draft.text)) return peelMoment(draft, state, peelLayer);
  return takeDated(draft, withoutFarSide(draft.text.slice(cell.lastIndex), '|'), state, peelLayer);
};
