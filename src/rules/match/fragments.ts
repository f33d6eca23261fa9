import type { AST } from '@eslint-community/regexpp';
import { parsePattern } from '../linear/form.js';
import type { PatternIndex } from '../set.js';

/** Shorter groups are quicker tried with their patterns. */
const shortest = 40;
/** Fewer patterns than this save less than the one more search costs. */
const fewest = 10;

/** Long captures that many patterns share and none of them matches without (a duration with its unit), and which patterns need them. */
export function sharedFragments(patterns: readonly string[]): Pick<PatternIndex, 'fragments' | 'needs'> {
  const needing = new Map<string, number[]>();
  patterns.forEach((pattern, number) => {
    for (const fragment of new Set(requiredCaptures(pattern))) needing.set(fragment, [...(needing.get(fragment) ?? []), number]);
  });
  const shared = [...needing].filter(([, numbers]) => numbers.length >= fewest);
  return {
    fragments: shared.map(([fragment]) => fragment),
    needs: shared.flatMap(([, numbers], fragment) => numbers.map((number) => [number, fragment] as const)),
  };
}

/** What stands in the captures that each match goes through, as patterns of their own. */
function requiredCaptures(pattern: string): string[] {
  const [only, ...others] = parsePattern(pattern).alternatives;
  if (only === undefined || others.length > 0) return [];
  const front = pattern.startsWith('(?i)') ? '(?i)' : '';
  return only.elements.flatMap((element) => (isLongCapture(element) ? [front + element.alternatives.map(({ raw }) => raw).join('|')] : []));
}

function isLongCapture(element: AST.Element): element is AST.CapturingGroup {
  // What refers to another group (`\1`, `\k<name>`) means nothing by itself.
  return element.type === 'CapturingGroup' && element.raw.length >= shortest && !/\\[1-9k]/.test(element.raw);
}
