/** What JSON.stringify leaves raw and a terminal could still obey: DEL, C1, bidi controls, separators. They occur in strings only. */
const raw = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A value as JSON, `spaces` a level (0: one line), every control character escaped. */
export const jsonText = (value: unknown, spaces = 0): string =>
  JSON.stringify(value, null, spaces).replace(raw, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
