import type { AST } from '@eslint-community/regexpp';

/** A set of characters: bit c for ASCII code c, bit 128 for all others together. */
export type Characters = bigint;

export const all: Characters = (1n << 129n) - 1n;

export type OneCharacter = AST.Character | AST.CharacterSet | AST.CharacterClass;

/** Whether an element consumes exactly one character. */
export function isOneCharacter(element: AST.Element): element is OneCharacter {
  return element.type === 'Character' || element.type === 'CharacterSet' || element.type === 'CharacterClass';
}

/** The characters that an element matches; all past ASCII where it may match one of them. */
export function charactersOf(element: OneCharacter, flags: string): Characters {
  const known = cache.get(element.raw + flags);
  if (known !== undefined) return known;
  const one = new RegExp(`^${element.raw}$`, flags.replace('m', ''));
  let characters = isAsciiOnly(element) ? 0n : 1n << 128n;
  for (let code = 0; code < 128; code++) if (one.test(String.fromCharCode(code))) characters |= 1n << BigInt(code);
  cache.set(element.raw + flags, characters);
  return characters;
}

const cache = new Map<string, Characters>();

function isAsciiOnly(element: OneCharacter): boolean {
  if (element.type === 'Character') return element.value < 128;
  if (element.type === 'CharacterSet') return (element.kind === 'digit' || element.kind === 'word') && !element.negate;
  return (
    !element.negate &&
    element.elements.every((part) =>
      part.type === 'CharacterClassRange' ? part.max.value < 128 : (part.type === 'Character' || part.type === 'CharacterSet') && isAsciiOnly(part),
    )
  );
}
