/** One word each of scripts that few requests have, so that a tokenizer that loads or caches by piece has not met them. */
const otherWords = ['größer', 'модель', 'νέφος', '模型', '모델', 'モデル', 'मॉडल', 'نموذج', 'דגם', '🙂🙃'];

const wordAt = (variant: number, at: number): string => (variant >= 0 ? 'the' : (otherWords[(at - variant) % otherWords.length] ?? ''));

/**
 * About so many tokens of text: the commonest word is one token of nearly every vocabulary. Variants differ from the first word on, where
 * prefixes are cached; negative ones are in other scripts, with more tokens to a word.
 */
export const textOf = (words: number, variant: number): string =>
  [String(variant), ...Array.from({ length: Math.max(0, words - 1) }, (_, at) => wordAt(variant, at))].join(' ');

/** Token ids that every vocabulary has, past its special ones. */
export const idsOf = (count: number, variant: number): number[] => Array.from({ length: count }, (_, at) => 10 + ((Math.abs(variant) + at) % 50));
