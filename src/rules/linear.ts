import { setImmediate } from 'node:timers/promises';
// The package's main file starts a native program or a worker; this one is plain JavaScript and can go into a bundle.
import recheck from 'recheck/lib/browser.js';
import { type Ambiguity, ambiguityOf } from './ambiguity.js';
import type { Finding } from './finding.js';
import { mostSteps, worstSteps } from './linear-cost.js';
import { parsePattern, shortForm, simpleForm, trimmedForm, wideRepetitions } from './linear-form.js';
import { boundedForm, patternsOf } from './lint-patterns.js';
import type { LoadedRules } from './load.js';
import { splitPattern } from './pattern.js';
import { positionsOf } from './positions.js';

/**
 * Whether a pattern runs in time linear in the line, whatever the line: proved, or refused with the reason. A quick proof (about a millisecond) settles
 * nearly all patterns; what has look-around or word boundaries that it cannot weigh goes to the checker `recheck` (up to seconds each). For the build,
 * `rules lint` and the load of a user's own rules.
 */
export type Linearity = { readonly kind: 'linear' } | { readonly kind: 'refused'; readonly reason: string };

const timeoutMilliseconds = 5_000;
/** Subsets of more repetitions than this are not tried one by one. */
const mostRepetitions = 6;

/** Judges one pattern (which must be a regular expression). */
export function linearityOf(pattern: string): Linearity {
  const { flags } = splitPattern(pattern);
  let least = Number.POSITIVE_INFINITY;
  let last: Ambiguity = { kind: 'unknown' };
  for (const narrow of subsets(wideRepetitions(pattern))) {
    last = ambiguity(simpleForm(pattern, narrow), flags);
    if (last.kind !== 'none') continue;
    const steps = narrow.size === 0 ? 1 : worstSteps(pattern, narrow);
    if (steps <= mostSteps) return { kind: 'linear' };
    least = Math.min(least, steps);
  }
  if (least !== Number.POSITIVE_INFINITY) return tooManySteps(least);
  const hasConditions = /\\[bB]|\(\?<?[=!]|\^|\$/.test(pattern);
  if ((last.kind === 'polynomial' || last.kind === 'exponential') && !hasConditions) return refused(pattern, last.kind, last.parts);
  return checked(pattern, flags, last);
}

/** Small sets first: what need not be narrowed has no bound to pay for. The last one holds them all. */
function subsets(places: readonly number[]): ReadonlySet<number>[] {
  if (places.length > mostRepetitions) return [new Set(), new Set(places)];
  const sets = Array.from({ length: 2 ** places.length }, (_, bits) => new Set(places.filter((_, index) => (bits >> index) & 1)));
  return sets.sort((left, right) => left.size - right.size);
}

function ambiguity(source: string, flags: string): Ambiguity {
  const positions = positionsOf(parsePattern(trimmedForm(source)), flags);
  return positions === null ? { kind: 'unknown' } : ambiguityOf(positions);
}

/** The second opinion. */
function checked(pattern: string, flags: string, found: Ambiguity): Linearity {
  const places = new Set(wideRepetitions(pattern));
  const open = trimmedForm(simpleForm(pattern, new Set()));
  const narrow = trimmedForm(simpleForm(pattern, places));
  if (check(shortForm(open), flags).status === 'safe') return { kind: 'linear' };
  const verdict = check(shortForm(narrow), flags);
  if (verdict.status === 'safe') {
    const steps = worstSteps(pattern, places);
    return steps <= mostSteps ? { kind: 'linear' } : tooManySteps(steps);
  }
  if (found.kind === 'polynomial' || found.kind === 'exponential') return refused(pattern, found.kind, found.parts);
  if (verdict.status === 'vulnerable') return refused(pattern, verdict.complexity.type === 'exponential' ? 'exponential' : 'polynomial', []);
  return { kind: 'refused', reason: 'is too involved to be proved linear in time; split it into simpler patterns, or bound its repetitions' };
}

function check(source: string, flags: string) {
  return recheck.checkSync(source, flags, { timeout: timeoutMilliseconds, checker: 'automaton' });
}

function tooManySteps(steps: number): Linearity {
  const reason = `can take ${Math.round(steps)} steps a character at worst (${mostSteps} are allowed), because its counted repetitions multiply; lower their bounds, or put longer words between them`;
  return { kind: 'refused', reason };
}

function refused(pattern: string, growth: 'polynomial' | 'exponential', parts: readonly string[]): Linearity {
  const bounded = boundedForm(pattern);
  const mend =
    bounded !== null
      ? `bound it: \`${bounded}\``
      : growth === 'exponential'
        ? 'take one loop out of the other'
        : 'bound one of its repetitions (`{1,20}`), begin it with a word, or let them share no character';
  const place = parts.length === 0 ? '' : `, by ${parts.map((part) => `\`${part}\``).join(' and ')}`;
  const words = growth === 'exponential' ? 'exponentially with a line’s length' : 'with the square of a line’s length or faster';
  return { kind: 'refused', reason: `can take time that grows ${words}${place}; ${mend}` };
}

/** Patterns of the rules that are not proved linear; gives interrupts their turn between two. */
export async function lintLinear(loaded: LoadedRules): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { rule, place } of loaded.runtimes) {
    for (const { pattern, path } of patternsOf(rule)) {
      await setImmediate();
      const verdict = linearityOf(pattern);
      if (verdict.kind === 'refused') findings.push({ severity: 'error', reason: `\`${pattern}\` ${verdict.reason}`, place: place(path) });
    }
  }
  return findings;
}
