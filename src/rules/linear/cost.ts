import type { AST } from '@eslint-community/regexpp';
import { type Characters, charactersOf, isOneCharacter, type OneCharacter } from './characters.js';
import { parsePattern, widest } from './form.js';

/** Steps a character of text that bounded repetition may cost in the worst case; about 0.5 MB/s of a line made for it. */
export const mostSteps = 5_000;

/**
 * Steps a character that counted repetitions (those at the given places of the source) can cost at worst: the ways to place the end of each, where the
 * word behind it can stand only every so many characters, and attempts can begin only every so many. An estimate from above, not a forecast.
 */
export function worstSteps(pattern: string, counted: ReadonlySet<number>): number {
  return Math.max(...parsePattern(pattern).alternatives.map((alternative) => stepsOf(alternative, counted)));
}

/** Where a walk along the pattern stands. */
type Walk = {
  readonly counted: ReadonlySet<number>;
  /** Attempts alive for one start, and the steps they have taken. */
  ways: number;
  steps: number;
  /** Of the repetition that was just passed: its places to end, and its characters; 0 once it is accounted for. */
  width: number;
  characters: Characters;
  /** Length of the word being passed, and of the first one. */
  run: number;
  spacing: number;
};

function stepsOf(alternative: AST.Alternative, counted: ReadonlySet<number>): number {
  const walk: Walk = { counted, ways: 1, steps: 0, width: 0, characters: 0n, run: 0, spacing: 0 };
  for (const element of alternative.elements) visit(element, walk);
  closeRun(walk);
  return (walk.steps + walk.ways) / Math.max(1, walk.spacing);
}

function visit(element: AST.Element, walk: Walk): void {
  switch (element.type) {
    case 'Assertion':
      // It is tried where the walk stands, as a whole; what follows cannot make it try again.
      if (element.kind === 'lookahead' || element.kind === 'lookbehind') walk.steps += walk.ways * insideOf(element, walk.counted);
      return;
    case 'Character':
      endRepetition(element, walk);
      walk.run++;
      return;
    case 'Group':
    case 'CapturingGroup':
      adopt(
        walk,
        element.alternatives.map((alternative) => after(walk, alternative.elements)),
      );
      return;
    case 'Quantifier':
      visitQuantifier(element, walk);
      return;
    default:
      if (isOneCharacter(element)) endRepetition(element, walk);
      closeRun(walk);
  }
}

/** Steps that a look-around takes at one place until it fails. */
function insideOf({ alternatives }: AST.LookaroundAssertion, counted: ReadonlySet<number>): number {
  return Math.max(
    0,
    ...alternatives.map(({ elements }) => {
      const inner = after({ counted, ways: 1, steps: 0, width: 0, characters: 0n, run: 0, spacing: 1 }, elements);
      closeRun(inner);
      return inner.steps + inner.ways - 1;
    }),
  );
}

function visitQuantifier(quantifier: AST.Quantifier, walk: Walk): void {
  const { element, min, max, start } = quantifier;
  if (walk.counted.has(start)) {
    if (isOneCharacter(element)) endRepetition(element, walk);
    closeRun(walk);
    walk.width = max - min + 1;
    walk.characters = isOneCharacter(element) ? charactersOf(element, 'iu') : 0n;
    walk.steps += walk.ways * walk.width;
    return;
  }
  if (max === 1 && min === 0) {
    adopt(walk, [after(walk, [element]), { ...walk }]);
    return;
  }
  for (let turn = 0; turn < Math.min(max, widest); turn++) visit(element, walk);
  closeRun(walk);
}

function after(walk: Walk, elements: readonly AST.Element[]): Walk {
  const copy = { ...walk };
  for (const element of elements) visit(element, copy);
  return copy;
}

/** Goes on from the costliest of several ways through. */
function adopt(walk: Walk, walks: readonly Walk[]): void {
  const cost = (one: Walk) => one.ways * placesOf(one);
  const worst = walks.reduce((left, right) => (cost(right) > cost(left) || (cost(right) === cost(left) && right.run < left.run) ? right : left));
  Object.assign(walk, worst, { steps: Math.max(...walks.map((one) => one.steps)), spacing: Math.min(...walks.map((one) => one.spacing)) });
}

/** What cannot belong to the repetition before it leaves that one place to end. */
function endRepetition(element: OneCharacter, walk: Walk): void {
  if (walk.width > 0 && walk.run === 0 && walk.characters !== 0n && (walk.characters & charactersOf(element, 'iu')) === 0n) walk.width = 1;
}

function placesOf({ width, run }: Walk): number {
  return width === 0 ? 1 : Math.ceil(width / Math.max(1, run));
}

/** A word ends: it spaces the places of the repetition before it, or, as the first, the starts. */
function closeRun(walk: Walk): void {
  if (walk.width > 0) walk.ways *= placesOf(walk);
  else if (walk.spacing === 0) walk.spacing = Math.max(1, walk.run);
  walk.width = 0;
  walk.run = 0;
}
