import type { PatternIndex } from '../set.js';

/** Whether a fragment matches anywhere in a text; many patterns ask in turn. */
export function createFragmentSearch(regexes: (pattern: string, isAscii: boolean) => RegExp): (fragment: string, text: string, isAscii: boolean) => boolean {
  let last = '';
  let known = new Map<string, boolean>();
  return (fragment, text, isAscii) => {
    if (text !== last) {
      last = text;
      known = new Map();
    }
    const answer = known.get(fragment) ?? regexes(fragment, isAscii).test(text);
    known.set(fragment, answer);
    return answer;
  };
}

/** Whether a text holds the literals without which a pattern cannot match it: far quicker to tell than the pattern itself. */
export function createGuard(guards: PatternIndex['guards']): (pattern: string, text: string) => boolean {
  const setsOf = new Map(guards);
  let last = '';
  let folded = '';
  return (pattern, text) => {
    const sets = setsOf.get(pattern);
    if (sets === undefined) return true;
    if (text !== last) {
      last = text;
      folded = text.toLowerCase();
    }
    return sets.every((set) => set.some((literal) => folded.includes(literal)));
  };
}
