/**
 * Progress bars. A terminal redraws them with a bare CR, so that one line of a log holds all states; collectors often
 * lose the CR, and the states stand glued to one another. Only the first and the last state of a bar carry facts.
 */

const carriageReturn = '\r';
const mostStates = 400;

/** The end of a tqdm state that something is glued to. */
const barEnd = /\d\/[\d.]+[kKMGT]?i?B? \[[^\][]{0,80}(?:it\/s|s\/it|B\/s|\?it|s\/\w{1,12}|\w{1,12}\/s)[^\][]{0,80}\](?=[^\s,.:;)\]"'\\]| [^\s,.:;)\]"'\\])/g;

const figures = /\d+(?:\.\d+)?%|\d[\d.]*[kKMGT]?i?B?\/\d[\d.]*[kKMGT]?i?B? \[/;

/** What two states of one bar have in common: a bar's title, or the words of a line that is no bar; figures left out. */
const shapeOf = (state: string): string => {
  const bar = figures.exec(state);
  const title = bar === null ? state : state.slice(0, bar.index);
  return title.replace(/[\d\s.,:?%█▉▊▋▌▍▎▏#=<>|/\\~*-]+/gu, '') + (bar === null ? '' : '%');
};

/** Whether a text could hold more than one state; cheap, so that other lines cost little. */
export const mayRedraw = (text: string): boolean => text.includes(carriageReturn) || text.includes('/s]') || text.includes('s/it') || text.includes('it/s');

const unglue = (text: string): string[] => {
  const parts: string[] = [];
  let start = 0;
  for (const found of text.matchAll(barEnd)) {
    const end = found.index + found[0].length;
    parts.push(text.slice(start, end));
    start = end;
    if (parts.length >= mostStates * 50) break;
  }
  parts.push(text.slice(start));
  return parts;
};

/** The states of a line that carry facts: of each run of one shape the first and the last. A text without redraws gives itself. */
export const statesOf = (text: string): string[] => {
  const drawn = text.includes(carriageReturn) ? text.split(carriageReturn) : [text];
  const states = drawn.flatMap(unglue).filter((state) => state.trim() !== '');
  if (states.length <= 1) return states;
  const kept: string[] = [];
  let shape = '';
  let inRun = 0;
  for (const state of states) {
    const own = shapeOf(state);
    // In front of the first state stands what the collector put in front of the line.
    const isSame = own === shape || (kept.length === 1 && own !== '' && shape.endsWith(own));
    inRun = isSame ? inRun + 1 : 1;
    shape = own;
    // The third and later states of a run take the place of the one before: the last remains.
    if (inRun > 2) kept[kept.length - 1] = state;
    else kept.push(state);
  }
  return kept.length > mostStates ? [...kept.slice(0, mostStates - 1), kept[kept.length - 1] ?? ''] : kept;
};
