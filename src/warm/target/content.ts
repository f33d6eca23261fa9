/** About so many tokens of text: the commonest word is one token of nearly every vocabulary. Variants differ from the first word on, where prefixes are cached. */
export const textOf = (words: number, variant: number): string => [String(variant), ...Array.from({ length: Math.max(0, words - 1) }, () => 'the')].join(' ');

/** Token ids that every vocabulary has, past its special ones. */
export const idsOf = (count: number, variant: number): number[] => Array.from({ length: count }, (_, at) => 10 + ((variant + at) % 50));
