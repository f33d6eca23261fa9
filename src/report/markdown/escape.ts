import { sanitize } from '../escape/sanitize.js';

/**
 * What GitHub or GitLab makes a link, a ping, an emoji or a formula of, whatever is escaped around it, since they look for it in the text
 * once it is rendered. Only inside of code they leave it alone.
 */
const linked = new RegExp(
  [
    // Mentions and mail addresses.
    '@[\\p{L}\\p{N}_]',
    // Issues, merge requests, epics: `#12`, `owner/name#12`, `GH-12`, `!12`, `&12`.
    '[#!&%~]\\d',
    '\\bgh-\\d',
    // Addresses.
    '://|\\bwww\\.|\\b(?:mailto|xmpp):',
    // Commits.
    '\\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\\d)[0-9a-f]{7,40}\\b',
    // `server.log:100: failed` has an emoji in it, and a word that ends in `:100` may be followed by a colon; a time of day has none.
    ':(?!\\d\\d(?::|$))[\\w+-]+(?::|$)',
    '\\$',
  ].join('|'),
  'iu',
);

const escapes: Readonly<{ [character: string]: string }> = { '<': '&lt;', '&': '&amp;', '`': '&#96;' };

/** Characters that mean something within a line; an ampersand only where it begins an entity, an underscore only at a word's edge. */
const special = /[\\`*[\]<~|]|&(?=#?\w{1,32};)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

const escaped = (text: string): string => text.replace(special, (character) => escapes[character] ?? `\\${character}`);

/** What would make a heading, a list, a quote, a rule or an underline of the line that it begins. */
const opening = /^(?=[#+\->=])|(?<=^\d{1,9})(?=[.)](?: |$))/;

const openers = new Set('"\'([{');
const closers = new Set('"\')]},.;:!?');

const longestRun = (text: string): number => {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
};

const oneLine = (text: string): string => sanitize(text).replace(/\s+/g, ' ').trim();

/** A text as a code span that its content cannot end; line breaks become spaces. Empty for an empty text. */
export const code = (text: string): string => {
  const content = oneLine(text);
  if (content === '') return '';
  const mark = '`'.repeat(longestRun(content) + 1);
  const pad = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${mark}${pad}${content}${pad}${mark}`;
};

/** Quotes, brackets and stops around what would be linked stay outside of the code that it becomes. */
const unlinked = (text: string): string => {
  let [start, end] = [0, text.length];
  while (start < end && openers.has(text[start] ?? '')) start += 1;
  while (end > start && closers.has(text[end - 1] ?? '')) end -= 1;
  return escaped(text.slice(0, start)) + code(text.slice(start, end)) + escaped(text.slice(end));
};

const word = (text: string): string => (linked.test(text) ? unlinked(text) : escaped(text));

/** Two code spans that touch would be read as another one. */
const apart = (piece: string, index: number, pieces: readonly string[]): string =>
  piece.startsWith('`') && pieces[index - 1]?.endsWith('`') === true ? ` ${piece}` : piece;

/**
 * A text as one line of Markdown that shows what it says and does nothing: no HTML, no markup, no link, no mention. What stands between
 * backticks stays code, as rules write it, and what a forge would link becomes code.
 */
export const inline = (text: string): string => {
  const parts = oneLine(text).split(/`([^`]+)`/);
  const pieces = parts.flatMap((part, index) => (index % 2 === 1 ? [code(part)] : part.split(/( )/).map(word)));
  const line = pieces
    .filter((piece) => piece !== '')
    .map(apart)
    .join('');
  return line.replace(opening, '\\');
};

/** Lines as a fenced block that none of them can end. */
export const fence = (text: string, language = ''): string => {
  const content = sanitize(text);
  const mark = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return `${mark}${language}\n${content}\n${mark}`;
};
