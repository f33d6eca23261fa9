import type { Draft, Peeler, SourceState } from '../draft.js';

const mark = /(?:> ?|#{1,2} |\/\/ |│ ?)(?=[\w[({])/y;
/** The other side of a box. */
const farSide = / *│$/;
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
  const text = found === '│' ? inside.replace(farSide, '') : inside;
  if (takeDated(draft, text, state, peelLayer)) {
    state.quoteMark = found;
    return true;
  }
  if (state.quoteMark !== found) return false;
  draft.text = text;
  return true;
};

const cell = /[ \t]{0,8}\| +(?=\d{4}-\d\d-\d\d[T ])/y;
const lastSide = / +\|$/;

/** The side of a table's row ahead of its date: what CloudWatch's console shows, pasted into a thread. A row without a date is some other table's. */
export const peelCell = (draft: Draft, state: SourceState, peelLayer: Peeler): boolean => {
  if (draft.text !== draft.raw) return false;
  cell.lastIndex = 0;
  return cell.test(draft.text) && takeDated(draft, draft.text.slice(cell.lastIndex).replace(lastSide, ''), state, peelLayer);
};
