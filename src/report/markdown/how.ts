import { code, inline } from './escape.js';

/** A flag, a variable, a path, a call, a name with dots or underscores. */
const isCode = (word: string): boolean => /^--?[a-z]|^@\w|\w_\w|\w=|^=$|^~?\/\w|\w\(|\w\.[a-z_]\w|[a-z]\.[A-Z]/.test(word);

const mark = (word: string, index: number, words: readonly string[]): string => {
  const [, before = '', core = '', after = ''] = /^([(]?)(.*?)([,.;:]?)$/.exec(word) ?? [];
  const isValue = /^\d/.test(core) && /^--?[a-z]/.test(words[index - 1] ?? '');
  return isCode(core) || isValue ? `${before}\`${core}\`${after}` : word;
};

/** A quoted JSON value, with the flag that takes it. */
const json = /((?:--?[a-z][\w-]* )?'[{[][^']*')/;

const marked = (text: string): string => text.split(' ').map(mark).join(' ').replaceAll('` `', ' ');

/**
 * How a fix is done, its flags and names as code. Rules write these with backticks or without; what is code for the most part, and ends
 * without a full stop, is taken as one piece.
 */
export const howInline = (how: string): string => {
  const text = how.replace(/\s+/g, ' ').trim();
  if (text.includes('`')) return inline(text);
  const words = text.split(' ');
  const share = words.filter(isCode).length / words.length;
  if (share >= 0.5 && !/[a-z]\.$/.test(text) && !json.test(text)) return code(text);
  const parts = text.split(json).map((part, index) => (index % 2 === 1 ? `\`${part}\`` : marked(part)));
  return inline(parts.join(''));
};
