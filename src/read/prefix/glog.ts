import { readGlogDate } from '../clock/dates.js';
import { afterDigits } from '../digits.js';
import { noteReading, type Peeler } from '../draft.js';
import { levelOfLetter } from '../level.js';
import { matchEnd, skipSpaces, space } from './scan.js';

const glogPlace = /[\w./-]+:\d+\] ?/y;

/** `I0205 00:22:30.591136 1 onnxruntime.cc:2505] ` (glog, klog, absl); torch's `[rank0]:W0205 …` comes here too. */
export const peelGlog: Peeler = (draft, state) => {
  const text = draft.text;
  const level = levelOfLetter(text.charAt(0));
  if (level === null) return false;
  const reading = readGlogDate(text, 1);
  if (reading === null) return false;
  let at = skipSpaces(text, reading.end);
  noteReading(draft, reading, state);
  const end = afterDigits(text, at);
  if (end > at && text.charCodeAt(end) === space) {
    draft.process ??= `pid ${text.slice(at, end)}`;
    at = end + 1;
  }
  const after = matchEnd(glogPlace, text, at);
  draft.level ??= level;
  draft.text = text.slice(after < 0 ? at : after);
  draft.hasPrefix = true;
  return true;
};
