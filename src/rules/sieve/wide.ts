import { letterCount, letterOf } from './automaton.js';

/** Capital letters of Cyrillic; other scripts of the rules have none. */
const capitals = /[\u0400-\u042f]/;

/** A text as the sieve looks through it: it knows capital letters of ASCII only. */
export function foldText(text: string): string {
  return capitals.test(text) ? text.toLowerCase() : text;
}

/** A character of each letter of the sieve, the first one that has it. */
const shown = new Map<number, string>();
for (let code = 0; shown.size < letterCount && code < 256; code++)
  if (!shown.has(letterOf(code))) shown.set(letterOf(code), String.fromCharCode(code).toLowerCase());

/** A literal as the sieve knows it: of a character past ASCII the low byte of its UTF-16 unit, and of bytes that are one letter to it the first. */
export function foldLiteral(literal: string): string {
  return [...new Array(literal.length).keys()].map((unit) => shown.get(letterOf(literal.charCodeAt(unit) & 0xff)) ?? '').join('');
}
