import type { Record } from '../model/record.js';

/** The lines of a stack trace where each is a record of its own, and the headings and rulers around them. */
const traceLine =
  /^(?:at |在 |File "|in \S|from \S|\^|\.{3}|\d{1,3}: |- [/\\]|\W*$|[-=*_#~]{3,40} ?[^\n]{0,80}[-=*_#~]{3,40}$|(?:Caused by|Location|Require stack|Stack ?trace|Backtrace|Call stack)\b|[A-Z][\w ]{0,40}(?:stack ?trace|exception):$)/i;

/** Whether a record only shows where something broke, so that it is no further word of the program: it is indented, or a part of a trace. */
export const isAftermath = ({ raw, text }: Record): boolean => /^[ \t]/.test(raw) || traceLine.test(text);
