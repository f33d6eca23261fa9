/**
 * C0 and C1 controls but the line feed, DEL, bidi marks, embeddings, overrides and isolates, zero-width space, BOM, line and paragraph
 * separators, tag characters and lone surrogates: what moves a cursor, hides or reorders text, or speaks to a terminal.
 */
const unsafe = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}\p{Surrogate}]/gu;

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

const shown = (character: string): string => {
  if (character === '\t') return '  ';
  const code = character.codePointAt(0) ?? 0;
  return code <= 0xff ? `\\x${hex(code, 2)}` : `\\u{${hex(code, 4)}}`;
};

/** What moves to the beginning of a line that is there already, or ends: a progress bar's, or that of a line ended by CRLF. */
const idleReturns = /(?<=^|\n)\r+|(?<!\r)\r+(?=\n|$)/g;

/** Printable ASCII and line feeds. */
const harmless = /^[\n -~]*$/;

/** The text with everything that a terminal could obey made visible (`\x1b`, `\u{202e}`); line feeds stay, tabs become spaces. */
export const sanitize = (text: string): string => {
  // Nearly all texts, told at a tenth of the cost.
  if (harmless.test(text)) return text;
  return text.replace(idleReturns, '').replace(unsafe, shown);
};
