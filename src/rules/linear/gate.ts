import { type AST, visitRegExpAST } from '@eslint-community/regexpp';
import { all, type Characters, charactersOf, isOneCharacter } from './characters.js';

/** Whether a condition between two characters can hold, given the sets that they come from. True also where it cannot be told. */
export type Gate = (before: Characters, after: Characters) => boolean;

/** The gate of an anchor, a word boundary, or a look-around at one character; null for other look-around. */
export function gateOf(element: AST.Assertion, flags: string): Gate | null {
  if (element.kind === 'start') return (before) => (before & lineFeed) !== 0n;
  if (element.kind === 'end') return (_, after) => (after & lineFeed) !== 0n;
  if (element.kind === 'word')
    return element.negate ? (before, after) => isBoundary(before, after) !== true : (before, after) => isBoundary(before, after) !== false;
  if (element.kind !== 'lookahead' && element.kind !== 'lookbehind') return null;
  const characters = oneOf(element, flags);
  if (characters === null) return null;
  const wanted = element.negate ? all & ~characters : characters;
  return element.kind === 'lookahead' ? (_, after) => (after & wanted) !== 0n : (before) => (before & wanted) !== 0n;
}

/** The sets of characters that conditions on the character before tell apart. */
export function previousOf(pattern: AST.Pattern, flags: string): Characters[] {
  const found = new Set<Characters>();
  visitRegExpAST(pattern, {
    onAssertionEnter(assertion) {
      if (assertion.kind === 'word') found.add(word);
      else if (assertion.kind === 'start') found.add(lineFeed);
      else if (assertion.kind === 'lookbehind') {
        const characters = oneOf(assertion, flags);
        if (characters !== null) found.add(characters);
      }
    },
  });
  return [...found].slice(0, 3);
}

const lineFeed: Characters = 1n << 10n;
const word = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'].reduce(
  (bits, character) => bits | (1n << BigInt(character.charCodeAt(0))),
  0n,
);

/** Null where it depends on the characters. */
function isBoundary(before: Characters, after: Characters): boolean | null {
  const isWord = (characters: Characters) => ((characters & ~word) === 0n ? true : (characters & word) === 0n ? false : null);
  const [left, right] = [isWord(before), isWord(after)];
  return left === null || right === null ? null : left !== right;
}

function oneOf(element: AST.LookaroundAssertion, flags: string): Characters | null {
  let characters: Characters = 0n;
  for (const { elements } of element.alternatives) {
    const [only] = elements;
    if (only === undefined || elements.length !== 1 || !isOneCharacter(only)) return null;
    characters |= charactersOf(only, flags);
  }
  return characters;
}
