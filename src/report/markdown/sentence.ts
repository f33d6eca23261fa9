const words = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** `a`, `a and b`, `a, b and c`. */
export const listed = (parts: readonly string[]): string => words.format(parts);

/** A sentence or title as the second half of another; names in capitals (GPU, CUDA) stay. */
export const lowered = (text: string): string => (/^[A-Z][a-z' ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

/** With the full stop that a sentence ends in. */
export const ended = (text: string): string => (/[.!?:`]$/.test(text) && !text.endsWith('`') ? text : `${text}.`);
