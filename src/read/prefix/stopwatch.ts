import { readStopwatchSeconds } from '../clock/stopwatch.js';
import { noteReading, type Peeler } from '../draft.js';
import { matchEnd } from './scan.js';
import { takeTail } from './tail.js';

/** A stopwatch in front of a level: `2.10s INFO loading`. */
const stopwatchLevel = /\d{1,7}\.\d+ ?s +(?=(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\b)/y;
export const peelStopwatch: Peeler = (draft, state) => {
  const end = matchEnd(stopwatchLevel, draft.text, 0);
  const reading = end < 0 ? null : readStopwatchSeconds(draft.text, 0);
  if (reading === null) return false;
  noteReading(draft, reading, state);
  draft.hasPrefix = true;
  takeTail(draft, end, true);
  return true;
};

const labelled = /(\[[A-Za-z][\w .-]{0,30}\]) (\d{1,7}\.\d{2,6})s (?=\S)/y;
/** `[boot] 0.00s importing`: a label, then a stopwatch. It could be a duration, so it counts only once one began at zero, and never backwards. */
export const peelLabelledStopwatch: Peeler = (draft, state) => {
  labelled.lastIndex = 0;
  const found = labelled.exec(draft.text);
  if (found === null) return false;
  const seconds = Number(found[2]);
  if (state.labelledStopwatch === null ? seconds !== 0 : seconds < state.labelledStopwatch) return false;
  const reading = readStopwatchSeconds(draft.text, (found[1]?.length ?? 0) + 1);
  if (reading === null) return false;
  state.labelledStopwatch = seconds;
  noteReading(draft, reading, state);
  draft.text = `${found[1]} ${draft.text.slice(labelled.lastIndex)}`;
  draft.hasPrefix = true;
  return false;
};
