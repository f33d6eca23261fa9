import type { AST } from '@eslint-community/regexpp';
import { parsePattern, widest } from './linear-form.js';

/** Steps a character of text that bounded repetition may cost in the worst case; about 0.5 MB/s of a line made for it. */
export const mostSteps = 5_000;

/**
 * Steps a character that counted repetitions (those at the given places of the source) can cost at worst: the ways to place each, where the word behind one can stand
 * only every so many characters, and attempts can begin only every so many. A bound from above, not a forecast.
 */
export function worstSteps(pattern: string, counted: ReadonlySet<number>): number {
  return Math.max(...parsePattern(pattern).alternatives.map((alternative) => stepsOf(alternative, counted)));
}

/** Walks a sequence: `ways` attempts are alive a start, `steps` have been taken. */
type Walk = { readonly counted: ReadonlySet<number>; ways: number; steps: number; width: number; run: number; spacing: number };

function stepsOf(alternative: AST.Alternative, counted: ReadonlySet<number>): number {
  const walk: Walk = { counted, ways: 1, steps: 0, width: 0, run: 0, spacing: 0 };
  visitSequence(alternative, walk);
  closeRun(walk);
  return (walk.steps + walk.ways) / Math.max(1, walk.spacing);
}

function visitSequence(alternative: AST.Alternative, walk: Walk): void {
  for (const element of alternative.elements) visit(element, walk);
}

function visit(element: AST.Element, walk: Walk): void {
  switch (element.type) {
    case 'Assertion':
      return;
    case 'Character':
      walk.run++;
      return;
    case 'Group':
    case 'CapturingGroup':
      return visitChoices(element.alternatives, walk);
    case 'Quantifier':
      return visitQuantifier(element, walk);
    default:
      closeRun(walk);
  }
}

function visitQuantifier(quantifier: AST.Quantifier, walk: Walk): void {
  if (walk.counted.has(quantifier.start)) {
    closeRun(walk);
    walk.width = quantifier.max - quantifier.min + 1;
    walk.steps += walk.ways * walk.width;
    return;
  }
  closeRun(walk);
  const times = Math.min(quantifier.max, widest);
  for (let turn = 0; turn < times; turn++) visit(quantifier.element, walk);
  closeRun(walk);
}

/** Of alternatives the costliest; their shortest word counts for what follows. */
function visitChoices(alternatives: readonly AST.Alternative[], walk: Walk): void {
  const walks = alternatives.map((alternative) => {
    const copy = { ...walk };
    visitSequence(alternative, copy);
    return copy;
  });
  // Where a word ended inside one of them, it ended in all: else one repetition would be paid for twice.
  if (walks.some((one) => one.width !== walk.width || one.spacing !== walk.spacing)) walks.forEach(closeRun);
  walk.ways = Math.max(...walks.map((one) => one.ways));
  walk.steps = Math.max(...walks.map((one) => one.steps));
  walk.width = Math.max(...walks.map((one) => one.width));
  walk.run = Math.min(...walks.map((one) => one.run));
  walk.spacing = Math.min(...walks.map((one) => one.spacing));
}

/** A word ends: it spaces the places of the repetition before it, or, as the first, the starts. */
function closeRun(walk: Walk): void {
  if (walk.width > 0) walk.ways *= Math.ceil(walk.width / Math.max(1, walk.run));
  else if (walk.spacing === 0) walk.spacing = Math.max(1, walk.run);
  walk.width = 0;
  walk.run = 0;
}
