import { readClock } from '../clock/clock.js';
import { levelOfCapitals, levelOfWord } from '../level.js';
import type { Margin } from './step.js';

const label = /^(?:\[([\w.-]{1,40})\]|\((\w{1,20})\)|([A-Za-z][\w./@#[\]-]{0,40})(?: ?[|:>]| -))(?: |$)/;
const outputs = new Set(['stdout', 'stderr', 'out', 'err']);
/** Of these, rules and envelopes know what they say. */
const known = /^(?:pid|rank|default|[TDEP]P|W-)\d|^(?:TRT|TRT-LLM|TensorRT-LLM|serving|MainProcess)$|^[IWEFDCT]$/;
const leastPrefixed = 2;
const leastShare = 0.2;

const wordOf = (line: string): string | null => {
  const found = label.exec(line);
  return found === null ? null : (found[1] ?? found[2] ?? found[3] ?? null);
};

/** Whether a line begins with a clock or a level. */
const isPrefixed = (text: string): boolean => {
  const at = text.charCodeAt(0) === 91 ? 1 : 0;
  const reading = readClock(text, at);
  return (reading !== null && reading.known !== 'stopwatch') || levelOfCapitals(/^\w{1,13}/.exec(text.slice(at, at + 14))?.[0] ?? '') !== null;
};

/** The names of the two outputs ahead of all lines, or numbers; or one name (a supervisor's, a task runner's) where many lines have the clock or level of a logger behind it. */
export const labelOf = (lines: readonly string[]): Margin | null => {
  const words = new Set(lines.map(wordOf));
  const isOutput = [...words].every((word) => word !== null && (outputs.has(word.toLowerCase()) || /^\d{1,3}$/.test(word)));
  const [word] = words;
  if (word == null || (words.size > 1 && !isOutput) || known.test(word) || levelOfWord(word) !== null) return null;
  const prefixed = lines.filter((line) => isPrefixed(line.replace(label, ''))).length;
  if (!isOutput && (prefixed < leastPrefixed || prefixed < lines.length * leastShare)) return null;
  return (text) => {
    const own = wordOf(text);
    return own !== null && words.has(own) ? text.replace(label, '') : text;
  };
};
