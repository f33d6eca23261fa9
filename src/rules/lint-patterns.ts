import { type AST, visitRegExpAST } from '@eslint-community/regexpp';
import type { Finding } from './finding.js';
import { requiredLiterals } from './literals.js';
import type { RuleFile } from './load.js';
import { listOf } from './one-or-more.js';
import { parsePattern } from './linear-form.js';
import { splitPattern } from './pattern.js';
import type { RuntimeRules } from './schema.js';
import type { Path } from './source.js';

/** A pattern and where it stands. */
export type PlacedPattern = { readonly pattern: string; readonly path: Path; readonly isSearched: boolean };

/** All patterns of a file; `isSearched`: looked for in every line, so that it needs a literal. */
export function patternsOf({ detect, signals, scopes, suspects }: RuntimeRules): PlacedPattern[] {
  const at = (path: Path, patterns: string | readonly string[] | undefined, isSearched: boolean): PlacedPattern[] =>
    listOf(patterns).map((pattern, index) => ({ pattern, path: Array.isArray(patterns) ? [...path, index] : path, isSearched }));
  return [
    ...at(['detect'], detect, true),
    ...signals.flatMap(({ pattern, unless }, index) => [
      ...at(['signals', index, 'pattern'], pattern, true),
      ...at(['signals', index, 'unless'], unless, false),
    ]),
    ...(scopes ?? []).flatMap(({ pattern }, index) => at(['scopes', index, 'pattern'], pattern, false)),
    ...(suspects ?? []).flatMap(({ after, before }, index) => [...at(['suspects', index, 'after'], after, false), ...at(['suspects', index, 'before'], before, false)]),
  ];
}

/** What is wrong with a file's patterns, as far as their form shows it; whether they run in linear time is `linear.ts`'s to say. */
export function lintPatterns(file: RuleFile<RuntimeRules>): Finding[] {
  return patternsOf(file.rule).flatMap(({ pattern, path, isSearched }) => {
    const reason = patternProblem(pattern, isSearched);
    return reason === null ? [] : [{ severity: 'error' as const, reason, place: file.place(path) }];
  });
}

function patternProblem(pattern: string, isSearched: boolean): string | null {
  if (isSearched) {
    const found = requiredLiterals(pattern);
    if (found.kind === 'none') return `\`${pattern}\` ${found.reason}; name a word of the line outside optional parts`;
  }
  const mended = boundedForm(pattern);
  return mended === null ? null : `\`${pattern}\` has an open quantifier on any character; bound it so that it runs in linear time: \`${mended}\``;
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
  return element.elements.some((part) => part.type === 'CharacterSet' && part.negate) && element.elements.some((part) => part.type === 'CharacterSet' && !part.negate);
}
