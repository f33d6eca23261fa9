import type { AST } from '@eslint-community/regexpp';

/**
 * A regular expression as an automaton of positions (Glushkov's): each place that consumes a character is a state, entered by the characters
 * of its class. State 0 stands for the text before a match: any character, over and over.
 */
export type Positions = {
  /** By state: bit c set where the state is entered by ASCII code c; bit 128 stands for all others. */
  readonly classes: readonly bigint[];
  readonly follow: readonly ReadonlySet<number>[];
  /** By state: the part of the pattern that it stands for. */
  readonly parts: readonly string[];
};

const all = (1n << 129n) - 1n;
const mostPositions = 400;

/** The automaton, or null where it is too big, has look-around with loops, back references, or loops whose body can be empty or that nest tightly. */
export function positionsOf(pattern: AST.Pattern, flags: string): Positions | null {
  const builder: Builder = { classes: [all], follow: [new Set([0])], parts: ['the start'], flags, isGivenUp: false };
  const whole = choiceOf(pattern.alternatives, builder);
  connect([0], whole.first, builder);
  return builder.isGivenUp ? null : { classes: builder.classes, follow: builder.follow, parts: builder.parts };
}

type Builder = { readonly classes: bigint[]; readonly follow: Set<number>[]; readonly parts: string[]; readonly flags: string; isGivenUp: boolean };
type Part = { readonly first: readonly number[]; readonly last: readonly number[]; readonly isNullable: boolean };

const empty: Part = { first: [], last: [], isNullable: true };

function choiceOf(alternatives: readonly AST.Alternative[], builder: Builder): Part {
  const parts = alternatives.map((alternative) => alternative.elements.reduce((left, element) => join(left, partOf(element, builder), builder), empty));
  return { first: parts.flatMap((part) => part.first), last: parts.flatMap((part) => part.last), isNullable: parts.some((part) => part.isNullable) };
}

function partOf(element: AST.Element, builder: Builder): Part {
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
      return place(element, builder);
    case 'Group':
    case 'CapturingGroup':
      return choiceOf(element.alternatives, builder);
    case 'Quantifier':
      return quantified(element, builder);
    case 'Assertion':
      // Without its condition the automaton is only more ambiguous; a loop inside it costs by itself, though.
      if ('alternatives' in element && /[*+{]/.test(element.raw)) builder.isGivenUp = true;
      return empty;
    default:
      builder.isGivenUp = true;
      return empty;
  }
}

function place(element: AST.Character | AST.CharacterSet | AST.CharacterClass, builder: Builder): Part {
  const state = builder.classes.length;
  if (state > mostPositions) {
    builder.isGivenUp = true;
    return empty;
  }
  builder.classes.push(classOf(element, builder.flags));
  builder.follow.push(new Set());
  builder.parts.push(element.parent.type === 'Quantifier' ? element.parent.raw : element.raw);
  return { first: [state], last: [state], isNullable: false };
}

function quantified({ element, min, max }: AST.Quantifier, builder: Builder): Part {
  const isOpen = max === Number.POSITIVE_INFINITY;
  let whole = empty;
  for (let turn = 0; turn < (isOpen ? Math.max(1, min) : max) && !builder.isGivenUp; turn++) {
    const part = partOf(element, builder);
    const isLoop = isOpen && turn === Math.max(1, min) - 1;
    if (isLoop) connect(part.last, part.first, builder);
    if ((isLoop || max > 1) && part.isNullable) builder.isGivenUp = true;
    whole = join(whole, turn >= min ? { ...part, isNullable: true } : part, builder);
  }
  return whole;
}

function join(left: Part, right: Part, builder: Builder): Part {
  connect(left.last, right.first, builder);
  return {
    first: left.isNullable ? [...left.first, ...right.first] : left.first,
    last: right.isNullable ? [...left.last, ...right.last] : right.last,
    isNullable: left.isNullable && right.isNullable,
  };
}

/** Two ways from one state to the next are a loop inside a loop (`(a*)*`): an automaton of sets would hide that. */
function connect(from: readonly number[], to: readonly number[], builder: Builder): void {
  for (const state of from) {
    const follow = builder.follow[state] as Set<number>;
    for (const next of to) {
      if (follow.has(next)) builder.isGivenUp = true;
      follow.add(next);
    }
  }
}

function classOf(element: AST.Character | AST.CharacterSet | AST.CharacterClass, flags: string): bigint {
  const one = new RegExp(`^${element.raw}$`, flags.replace('m', ''));
  let bits = isAsciiOnly(element) ? 0n : 1n << 128n;
  for (let code = 0; code < 128; code++) if (one.test(String.fromCharCode(code))) bits |= 1n << BigInt(code);
  return bits;
}

function isAsciiOnly(element: AST.Character | AST.CharacterSet | AST.CharacterClass): boolean {
  if (element.type === 'Character') return element.value < 128;
  if (element.type === 'CharacterSet') return (element.kind === 'digit' || element.kind === 'word') && !element.negate;
  return !element.negate && element.elements.every((part) => (part.type === 'CharacterClassRange' ? part.max.value < 128 : part.type === 'Character' || part.type === 'CharacterSet' ? isAsciiOnly(part) : false));
}
