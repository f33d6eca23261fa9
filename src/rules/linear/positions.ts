import type { AST } from '@eslint-community/regexpp';
import { all, type Characters, charactersOf } from './characters.js';
import { type Gate, gateOf, previousOf } from './gate.js';

/**
 * A regular expression as an automaton of positions (Glushkov's): each place that consumes a character is a state, entered by the characters of its
 * class. The first states stand for the text before a match: any characters, over and over.
 */
export type Positions = {
  /** By state: the characters that enter it. */
  readonly classes: readonly Characters[];
  readonly follow: readonly ReadonlySet<number>[];
  /** By state: the part of the pattern that it stands for; empty for the text before a match. */
  readonly parts: readonly string[];
};

const mostPositions = 800;

/** The automaton, or null where it is too big, has back references, or loops whose body can be empty or that nest tightly. */
export function positionsOf(pattern: AST.Pattern, flags: string): Positions | null {
  const builder: Builder = { classes: [], follow: [], parts: [], flags, isGivenUp: false };
  const before = textBefore(pattern, builder);
  const whole = choiceOf(pattern.alternatives, builder);
  connect(
    before.map((state) => ({ state, gates: [] })),
    whole.first,
    builder,
  );
  return builder.isGivenUp ? null : builder;
}

type Builder = { readonly classes: Characters[]; readonly follow: Set<number>[]; readonly parts: string[]; readonly flags: string; isGivenUp: boolean };
/** A state at an end of a part, and the conditions between it and its neighbour. */
type End = { readonly state: number; readonly gates: readonly Gate[] };
type Part = { readonly first: readonly End[]; readonly last: readonly End[]; readonly isNullable: boolean; readonly gates: readonly Gate[] };

const empty: Part = { first: [], last: [], isNullable: true, gates: [] };

/** One state for each kind of character that a condition on the one before tells apart (`\b`: word characters and others). */
function textBefore(pattern: AST.Pattern, builder: Builder): number[] {
  let kinds: Characters[] = [all];
  for (const split of previousOf(pattern, builder.flags)) kinds = kinds.flatMap((kind) => [kind & split, kind & ~split & all]).filter((kind) => kind !== 0n);
  const states = kinds.map((kind) => addState(kind, '', builder));
  for (const state of states) for (const next of states) builder.follow[state]?.add(next);
  return states;
}

function choiceOf(alternatives: readonly AST.Alternative[], builder: Builder): Part {
  const parts = alternatives.map((alternative) => alternative.elements.reduce((left, element) => join(left, partOf(element, builder), builder), empty));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  // A way through without characters keeps its conditions only where it is the only one.
  return { first: parts.flatMap((part) => part.first), last: parts.flatMap((part) => part.last), isNullable: parts.some((part) => part.isNullable), gates: [] };
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
      return condition(element, builder);
    default:
      builder.isGivenUp = true;
      return empty;
  }
}

function place(element: AST.Character | AST.CharacterSet | AST.CharacterClass, builder: Builder): Part {
  const raw = element.parent.type === 'Quantifier' ? element.parent.raw : element.raw;
  const ends = [{ state: addState(charactersOf(element, builder.flags), raw, builder), gates: [] }];
  return { first: ends, last: ends, isNullable: false, gates: [] };
}

function addState(characters: Characters, part: string, builder: Builder): number {
  const state = builder.classes.length;
  if (state >= mostPositions) builder.isGivenUp = true;
  builder.classes.push(characters);
  builder.follow.push(new Set());
  builder.parts.push(part);
  return state;
}

/** Look-ahead reads on like a branch that leads nowhere: its attempts cost what the same text costs in the pattern itself. */
function condition(element: AST.Assertion, builder: Builder): Part {
  const gate = gateOf(element, builder.flags);
  if (gate !== null) return { ...empty, gates: [gate] };
  if (element.kind === 'lookahead') return { first: choiceOf(element.alternatives, builder).first, last: [], isNullable: true, gates: [] };
  if (element.kind === 'lookbehind' && /[*+]|\{\d{2,}|,/.test(element.raw.replace(/\[[^\]]*\]/g, ''))) builder.isGivenUp = true;
  return empty;
}

function quantified({ element, min, max }: AST.Quantifier, builder: Builder): Part {
  const isOpen = max === Number.POSITIVE_INFINITY;
  const turns = isOpen ? Math.max(1, min) : max;
  let whole = empty;
  for (let turn = 0; turn < turns && !builder.isGivenUp; turn++) {
    const part = partOf(element, builder);
    const isLoop = isOpen && turn === turns - 1;
    if (isLoop) connect(part.last, part.first, builder);
    if (isLoop && part.isNullable) builder.isGivenUp = true;
    whole = join(whole, turn >= min ? { ...part, isNullable: true, gates: [] } : part, builder);
  }
  return whole;
}

function join(left: Part, right: Part, builder: Builder): Part {
  connect(left.last, right.first, builder);
  const passing = (ends: readonly End[], gates: readonly Gate[]) =>
    gates.length === 0 ? ends : ends.map((end) => ({ state: end.state, gates: [...end.gates, ...gates] }));
  return {
    first: left.isNullable ? [...left.first, ...passing(right.first, left.gates)] : left.first,
    last: right.isNullable ? [...passing(left.last, right.gates), ...right.last] : right.last,
    isNullable: left.isNullable && right.isNullable,
    gates: left.isNullable && right.isNullable ? [...left.gates, ...right.gates] : [],
  };
}

/** Two ways from one state to the next are a loop inside a loop (`(a*)*`): an automaton of sets would hide that. */
function connect(from: readonly End[], to: readonly End[], builder: Builder): void {
  for (const { state, gates } of from) {
    const follow = builder.follow[state] as Set<number>;
    for (const next of to) {
      const before = builder.classes[state] as Characters;
      const after = builder.classes[next.state] as Characters;
      if (![...gates, ...next.gates].every((gate) => gate(before, after))) continue;
      if (follow.has(next.state)) builder.isGivenUp = true;
      follow.add(next.state);
    }
  }
}
