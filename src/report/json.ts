/** What JSON.stringify leaves raw and a terminal could still obey: DEL, C1, bidi controls, separators. They occur in strings only. */
const raw = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A report, of whatever command or format, as JSON: two spaces a level, every control character escaped. */
export const renderJson = (report: object): string =>
  `${JSON.stringify(report, null, 2).replace(raw, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
