import type { AST } from '@eslint-community/regexpp';
import { parsePattern } from './linear-form.js';
import { rarity } from './rarity.js';

/**
 * What the prefilter looks for: for a pattern, a set of literals of which at least one stands in every text that the
 * pattern matches. Runs at build time and when a user's rules are loaded.
 */

export type Literals = { readonly kind: 'found'; readonly literals: readonly string[] } | { readonly kind: 'none'; readonly reason: string };

const shortest = 3;
/** Longer literals make the automaton bigger and not rarer. */
const longest = 12;
/** Alternatives multiply; past this many a literal elsewhere in the pattern is the better one. */
const mostAlternatives = 24;

/** The literals of a pattern: lower case, ASCII, 3 to 12 characters; or why there are none. Throws a SyntaxError on a broken pattern. */
export function requiredLiterals(pattern: string): Literals {
  const best = ofAlternatives(parsePattern(pattern).alternatives).best;
  if (best !== null) return { kind: 'found', literals: best.literals };
  return {
    kind: 'none',
    reason: `has no run of ${shortest} plain characters that every match must contain (letters count, not digits or spaces alone, quotes, backslashes, <, > and & never do)`,
  };
}

type Choice = { readonly literals: readonly string[]; readonly score: number };
/** What a part of a pattern matches: all its texts where they are few, and the best literals that are certain to be in it. */
type Part = { readonly exact: readonly string[] | null; readonly best: Choice | null };

function ofAlternatives(alternatives: readonly AST.Alternative[]): Part {
  const parts = alternatives.map(ofSequence);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const exact = parts.every((part) => part.exact !== null) ? unique(parts.flatMap((part) => part.exact ?? [])) : null;
  const choices = parts.map((part) => part.best);
  const best = choices.every((choice) => choice !== null)
    ? { literals: unique(choices.flatMap((choice) => choice.literals)), score: Math.min(...choices.map((choice) => choice.score)) }
    : null;
  return { exact: exact !== null && exact.length <= mostAlternatives ? exact : null, best };
}

function ofSequence(alternative: AST.Alternative): Part {
  let best: Choice | null = null;
  let run: readonly string[] = [''];
  let isExact = true;
  const keep = (choice: Choice | null) => {
    if (choice !== null && (best === null || choice.score > best.score)) best = choice;
  };
  for (const element of alternative.elements) {
    const part = ofElement(element);
    keep(part.best);
    const joined = part.exact === null ? null : cross(run, part.exact);
    if (joined !== null) {
      run = joined;
      continue;
    }
    keep(choose(run));
    isExact = false;
    run = part.exact ?? [''];
    if (element.type === 'Quantifier' && part.exact === null) run = [''];
  }
  keep(choose(run));
  return { exact: isExact ? run : null, best };
}

function ofElement(element: AST.Element): Part {
  switch (element.type) {
    case 'Character':
      return { exact: [String.fromCodePoint(element.value).toLowerCase()], best: null };
    case 'CharacterClass':
      return { exact: ofClass(element), best: null };
    case 'Group':
    case 'CapturingGroup':
      return ofAlternatives(element.alternatives);
    case 'Assertion':
      return { exact: [''], best: null };
    case 'Quantifier':
      return ofQuantifier(element);
    default:
      return { exact: null, best: null };
  }
}

function ofQuantifier(quantifier: AST.Quantifier): Part {
  const inner = ofElement(quantifier.element);
  if (quantifier.min === 0) {
    if (quantifier.max !== 1 || inner.exact === null) return { exact: null, best: null };
    return { exact: unique([...inner.exact, '']), best: null };
  }
  const best = inner.best ?? (inner.exact === null ? null : choose(inner.exact));
  if (quantifier.min !== quantifier.max || inner.exact === null) return { exact: null, best };
  let exact: readonly string[] | null = [''];
  for (let turn = 0; turn < quantifier.min && exact !== null; turn++) exact = cross(exact, inner.exact);
  return { exact, best };
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

/** The best literal of each text; null where one of the texts has none. */
function choose(texts: readonly string[]): Choice | null {
  const choices = texts.map(bestPiece);
  const worst = Math.min(...choices.map((choice) => choice?.score ?? 0));
  if (worst <= 0) return null;
  const literals = unique(choices.flatMap((choice) => (choice === null ? [] : [choice.literal])));
  return { literals, score: worst - Math.log2(literals.length) };
}

// Quotes and backslashes are escaped by every JSON logger, angle brackets and ampersands by Go's (so in each file of Docker).
const plainRun = /[ !#-%'-;=?-[\]-~]+/g;
const hasLetter = /[a-z]/;

function bestPiece(text: string): { literal: string; score: number } | null {
  let best: { literal: string; score: number } | null = null;
  for (const [run] of text.matchAll(plainRun)) {
    for (let start = 0; start + shortest <= run.length; start++) {
      const literal = run.slice(start, start + longest);
      if (!hasLetter.test(literal)) continue;
      const score = rarity(literal);
      if (best === null || score > best.score) best = { literal, score };
      if (start + longest >= run.length) break;
    }
  }
  return best;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
