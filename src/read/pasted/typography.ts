/**
 * Characters that web pages, chats and text processors put in place of those that a program wrote: blanks that do not break, quotes of
 * the printer's, entities of HTML.
 */

const blanks = /[\u00a0\u2007\u202f]/g;
const doubleQuotes = /[\u201c\u201d\u201e]/g;
const singleQuotes = /[\u2018\u2019\u201a]/g;
const foreign = /[\u00a0\u2007\u202f\u2018-\u201e]/;
const entities: { readonly [name: string]: string } = { lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", '#x27': "'", nbsp: ' ', amp: '&' };
const entity = /&(lt|gt|quot|apos|#39|#x27|nbsp|amp);/g;

/** A line with the characters that a program would have written. */
export const plainText = (text: string, isAscii: boolean): string => {
  const plain = isAscii || !foreign.test(text) ? text : text.replace(blanks, ' ').replace(doubleQuotes, '"').replace(singleQuotes, "'");
  return plain.includes('&') ? plain.replace(entity, (whole, name: string) => entities[name] ?? whole) : plain;
};
