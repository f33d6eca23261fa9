import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import { splitPattern } from '../pattern.js';
import { isOneCharacter } from './characters.js';

/**
 * Simpler patterns that are at least as ambiguous as a given one, so that a proof for them holds for it. The checker's time grows steeply
 * with a pattern's length and with counted repetition; these forms bring it from minutes to milliseconds.
 */

/** Wider counted repetitions than this are judged by `linear-cost.ts`, not by the checker. */
export const widest = 8;

type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** Parses a pattern's source as rules are compiled. Throws a SyntaxError. */
export function parsePattern(pattern: string): AST.Pattern {
  const { source } = splitPattern(pattern);
  return new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, { unicode: true });
}

/** Whether a quantifier is a counted repetition of some width (`{0,200}`). */
function isWide({ min, max }: AST.Quantifier): boolean {
  return max !== Number.POSITIVE_INFINITY && max - min > widest;
}

/** Places (offset in the source) of a pattern's wide repetitions. */
export function wideRepetitions(pattern: string): number[] {
  const places: number[] = [];
  visitRegExpAST(parsePattern(pattern), {
    onQuantifierEnter(quantifier) {
      if (isWide(quantifier)) places.push(quantifier.start);
    },
  });
  return places;
}

/** Places of the wide repetitions that stand in a look-around: no checker weighs those. */
export function lookedAround(pattern: string): number[] {
  const places: number[] = [];
  let depth = 0;
  visitRegExpAST(parsePattern(pattern), {
    onAssertionEnter({ kind }) {
      if (kind === 'lookahead' || kind === 'lookbehind') depth++;
    },
    onAssertionLeave({ kind }) {
      if (kind === 'lookahead' || kind === 'lookbehind') depth--;
    },
    onQuantifierEnter(quantifier) {
      if (depth > 0 && isWide(quantifier)) places.push(quantifier.start);
    },
  });
  return places;
}

/**
 * The source with its wide repetitions opened (`{0,200}` → `*`), those at the places of `narrow` closed to one at most. Where the result is linear, so is
 * the pattern, but for the bounds of the closed ones, which multiply. A source without `(?i)`.
 */
export function simpleForm(pattern: string, narrow: ReadonlySet<number>): string {
  const edits: Edit[] = [];
  visitRegExpAST(parsePattern(pattern), {
    onQuantifierEnter(quantifier) {
      if (!isWide(quantifier)) return;
      const { min, greedy, start, end, element } = quantifier;
      const count = narrow.has(start) ? (min === 0 ? '?' : '') : min === 0 ? '*' : '+';
      edits.push({ start: element.end, end, text: count === '' || greedy ? count : `${count}?` });
    },
  });
  return apply(splitPattern(pattern).source, edits);
}

/** The source without the loops at its very end: nothing must follow them, so they never have to be read in another way. */
export function trimmedForm(source: string): string {
  return apply(source, parsePattern(source).alternatives.flatMap(trimEnd));
}

function trimEnd({ elements }: AST.Alternative): Edit[] {
  const edits: Edit[] = [];
  for (let index = elements.length - 1; index >= 0; index--) {
    const element = elements[index] as AST.Element;
    if (element.type === 'CapturingGroup' || element.type === 'Group') return [...edits, ...element.alternatives.flatMap(trimEnd)];
    if (element.type !== 'Quantifier' || !isOneCharacter(element.element)) return edits;
    if (element.min > 0) return [...edits, { start: element.element.end, end: element.end, text: `{${element.min}}` }];
    edits.push({ start: element.start, end: element.end, text: '' });
  }
  return edits;
}

/** A source with its words shortened. */
export function shortForm(source: string): string {
  const edits: Edit[] = [];
  let loops = 0;
  visitRegExpAST(parsePattern(source), {
    onQuantifierEnter({ max }) {
      if (max > 1) loops++;
    },
    onQuantifierLeave({ max }) {
      if (max > 1) loops--;
    },
    onAlternativeEnter(alternative) {
      // Inside a loop two shortened words could become the same word and look exponential.
      if (loops === 0) edits.push(...shorten(alternative));
    },
  });
  return apply(source, edits);
}

/**
 * Of each run of plain characters one of a kind stays: what makes a loop ambiguous is whether its class holds all characters on the way to the
 * next, so leaving some out can only make it more so.
 */
function shorten({ elements }: AST.Alternative): Edit[] {
  const edits: Edit[] = [];
  let seen = new Set<string>();
  for (const element of elements) {
    if (element.type !== 'Character') {
      seen = new Set();
      continue;
    }
    const kind = kindOf(element.value);
    if (seen.has(kind)) edits.push({ start: element.start, end: element.end, text: '' });
    seen.add(kind);
  }
  return edits;
}

function kindOf(code: number): string {
  const character = String.fromCodePoint(code);
  if (/[a-z]/i.test(character)) return 'letter';
  return /\d/.test(character) ? 'digit' : character;
}

function apply(source: string, edits: readonly Edit[]): string {
  let text = source;
  for (const { start, end, text: replacement } of [...edits].sort((left, right) => right.start - left.start)) {
    text = text.slice(0, start) + replacement + text.slice(end);
  }
  return text;
}

/** The pattern with `.*`, `[^\n]+` and the like bounded, where something must follow them; null where nothing is open. */
export function boundedForm(pattern: string): string | null {
  const { source } = splitPattern(pattern);
  const open: AST.Quantifier[] = [];
  visitRegExpAST(parsePattern(pattern), {
    onQuantifierEnter(quantifier) {
      if (quantifier.max === Number.POSITIVE_INFINITY && isAnyCharacter(quantifier.element) && quantifier.end < source.length) open.push(quantifier);
    },
  });
  if (open.length === 0) return null;
  let mended = source;
  for (const quantifier of open.sort((left, right) => right.start - left.start)) {
    const end = `{${quantifier.min},200}${quantifier.greedy ? '' : '?'}`;
    mended = mended.slice(0, quantifier.element.end) + end + mended.slice(quantifier.end);
  }
  return pattern.slice(0, pattern.length - source.length) + mended;
}

/** `.`, `[^x]`, `[\s\S]`, `\S`: what hardly anything stops. */
function isAnyCharacter(element: AST.Element): boolean {
  if (element.type === 'CharacterSet') return element.kind === 'any';
  if (element.type !== 'CharacterClass') return false;
  if (element.negate) return element.elements.every((part) => part.type === 'Character' && (part.value === 10 || part.value === 13));
  return (
    element.elements.some((part) => part.type === 'CharacterSet' && part.negate) &&
    element.elements.some((part) => part.type === 'CharacterSet' && !part.negate)
  );
}
