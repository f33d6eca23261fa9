import type { AST } from '@eslint-community/regexpp';
import { parsePattern } from '../linear/form.js';
import { rarity } from './rarity.js';

/**
 * What the prefilter looks for: for a pattern, up to three sets of literals; of each set at least one literal stands in every text that the
 * pattern matches. Runs at build time and when a user's rules are loaded.
 */
export type Literals = { readonly kind: 'found'; readonly sets: readonly (readonly string[])[] } | { readonly kind: 'none'; readonly reason: string };

const shortest = 3;
/** A character past ASCII says more than a letter: 模型 is a word. */
const shortestWide = 2;
/** Longer literals make the automaton bigger and not rarer. */
const longest = 12;
/** Alternatives multiply; past this many a literal elsewhere in the pattern is the better one. */
const mostAlternatives = 24;
const mostSets = 3;
/** Bits from which one set is rare enough by itself; more would only be more to look for. */
const rareEnough = 34;
/** Bits below which a further set says next to nothing. */
const worthLooking = 3;

/**
 * The literals of a pattern: lower case, 3 to 12 characters of ASCII, or from two on where a letter past ASCII is among them; or why there are none.
 * Throws a SyntaxError on a broken pattern.
 */
export function requiredLiterals(pattern: string): Literals {
  const choices = [...ofAlternatives(parsePattern(pattern).alternatives).choices].sort((left, right) => right.score - left.score);
  const sets: (readonly string[])[] = [];
  let bits = 0;
  for (const { literals, score } of choices) {
    if (sets.length === mostSets || bits >= rareEnough || (sets.length > 0 && score < worthLooking)) break;
    if (sets.some((set) => set.join('\n') === literals.join('\n'))) continue;
    sets.push(literals);
    bits += score;
  }
  if (sets.length > 0) return { kind: 'found', sets };
  return {
    kind: 'none',
    reason: `has no run of ${shortest} plain characters that every match must contain (letters count, not digits or spaces alone, quotes, backslashes, <, > and & never do)`,
  };
}

type Choice = { readonly literals: readonly string[]; readonly score: number };
/** What a part of a pattern matches: all its texts where they are few, and the sets of literals of which one each is certain to be in it. */
type Part = { readonly exact: readonly string[] | null; readonly choices: readonly Choice[] };

function ofAlternatives(alternatives: readonly AST.Alternative[]): Part {
  const parts = alternatives.map(ofSequence);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const exact = parts.every((part) => part.exact !== null) ? unique(parts.flatMap((part) => part.exact ?? [])) : null;
  const bests = parts.map((part) => bestOf(part.choices));
  const choices = bests.every((choice) => choice !== null) ? [joinChoices(bests)] : [];
  return { exact: exact !== null && exact.length <= mostAlternatives ? exact : null, choices };
}

/** One set of several: as rare as the most frequent of them, and less so the more there are. */
function joinChoices(choices: readonly Choice[]): Choice {
  const literals = shortestOf(choices.flatMap((choice) => choice.literals));
  return { literals, score: Math.max(0.1, Math.min(...choices.map((choice) => choice.score)) - Math.log2(literals.length) / 2) };
}

function bestOf(choices: readonly Choice[]): Choice | null {
  return choices.reduce<Choice | null>((best, choice) => (best === null || choice.score > best.score ? choice : best), null);
}

function ofSequence(alternative: AST.Alternative): Part {
  const choices: Choice[] = [];
  let run: readonly string[] = [''];
  let isExact = true;
  const closeRun = () => choices.push(...choose(run));
  for (const element of alternative.elements) {
    const part = ofElement(element);
    const joined = part.exact === null ? null : cross(run, part.exact);
    if (joined !== null) {
      run = joined;
      continue;
    }
    closeRun();
    choices.push(...part.choices);
    isExact = false;
    run = part.exact ?? [''];
  }
  closeRun();
  return { exact: isExact ? run : null, choices };
}

function ofElement(element: AST.Element): Part {
  switch (element.type) {
    case 'Character':
      return { exact: [String.fromCodePoint(element.value).toLowerCase()], choices: [] };
    case 'CharacterClass':
      return { exact: ofClass(element), choices: [] };
    case 'Group':
    case 'CapturingGroup':
      return ofAlternatives(element.alternatives);
    case 'Assertion':
      return { exact: [''], choices: [] };
    case 'Quantifier':
      return ofQuantifier(element);
    default:
      return { exact: null, choices: [] };
  }
}

function ofQuantifier(quantifier: AST.Quantifier): Part {
  const inner = ofElement(quantifier.element);
  if (quantifier.min === 0) {
    if (quantifier.max !== 1 || inner.exact === null) return { exact: null, choices: [] };
    return { exact: unique([...inner.exact, '']), choices: [] };
  }
  const choices = inner.exact === null ? inner.choices : choose(inner.exact);
  if (quantifier.min !== quantifier.max || inner.exact === null) return { exact: null, choices };
  let exact: readonly string[] | null = [''];
  for (let turn = 0; turn < quantifier.min && exact !== null; turn++) exact = cross(exact, inner.exact);
  return { exact, choices };
}

function ofClass(characterClass: AST.CharacterClass): readonly string[] | null {
  if (characterClass.negate) return null;
  const found: string[] = [];
  for (const element of characterClass.elements) {
    if (element.type === 'Character') found.push(String.fromCodePoint(element.value).toLowerCase());
    else if (element.type === 'CharacterClassRange' && element.max.value - element.min.value < 4) {
      for (let code = element.min.value; code <= element.max.value; code++) found.push(String.fromCodePoint(code).toLowerCase());
    } else return null;
    if (found.length > 8) return null;
  }
  const letters = unique(found);
  return letters.length <= 4 ? letters : null;
}

function cross(left: readonly string[], right: readonly string[]): readonly string[] | null {
  if (left.length * right.length > mostAlternatives) return null;
  return unique(left.flatMap((start) => right.map((end) => start + end)));
}

/** The best literal of each text, as one set; none where one of the texts has no literal. */
function choose(texts: readonly string[]): Choice[] {
  const pieces = texts.map(bestPiece);
  if (!pieces.every((piece) => piece !== null)) return [];
  return [joinChoices(pieces.map(({ literal, score }) => ({ literals: [literal], score })))];
}

// Quotes and backslashes are escaped by every JSON logger, angle brackets and ampersands by Go's (so in each file of Docker).
const plainRun = /[ !#-%'-;=?-[\]-~\p{L}]+/gu;
const hasLetter = /\p{L}/u;
const isAscii = /^[\x20-\x7e]+$/;

function bestPiece(text: string): { literal: string; score: number } | null {
  const bits = rarity(text);
  let best: { literal: string; score: number } | null = null;
  for (const { 0: run, index } of text.matchAll(plainRun)) {
    const least = isAscii.test(run) ? shortest : shortestWide;
    for (let start = 0; start + least <= run.length; start++) {
      const literal = run.slice(start, start + longest);
      if (literal.length < shortest && isAscii.test(literal)) break;
      const from = index + start;
      const score = bits.slice(from, from + literal.length).reduce((sum, one) => sum + one, 0);
      if (hasLetter.test(literal) && (best === null || score > best.score)) best = { literal, score };
      if (start + longest >= run.length) break;
    }
  }
  return best;
}

/** Without those that hold another one: where `model` is looked for, `models` need not be. Sorted, so that equal sets look the same. */
function shortestOf(literals: readonly string[]): readonly string[] {
  const all = unique(literals);
  return all.filter((literal) => !all.some((other) => other !== literal && literal.includes(other))).sort();
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
