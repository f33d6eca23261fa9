import { listOf } from '../one-or-more.js';
import type { RuntimeRules } from '../schema.js';
import type { Path } from '../yaml/source.js';

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
    ...(suspects ?? []).flatMap(({ after, before }, index) => [
      ...at(['suspects', index, 'after'], after, false),
      ...at(['suspects', index, 'before'], before, false),
    ]),
  ];
}
