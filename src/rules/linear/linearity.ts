import { setImmediate } from 'node:timers/promises';
// The package's main file starts a native program or a worker; this one is plain JavaScript and can go into a bundle.
import recheck from 'recheck/lib/browser.js';
import type { Finding } from '../finding.js';
import { patternsOf } from '../match/placed-patterns.js';
import { splitPattern } from '../pattern.js';
import type { LoadedRules } from '../yaml/load.js';
import type { Ambiguity } from './ambiguity.js';
import { mostSteps, worstSteps } from './cost.js';
import { shortForm, simpleForm, trimmedForm, wideRepetitions } from './form.js';
import { type Linearity, quickLinearity, tooAmbiguous, tooManySteps } from './proof.js';

const timeoutMilliseconds = 3_000;

/**
 * Whether a pattern (which must be a regular expression) runs in time linear in the line, whatever the line: proved, or refused with the reason. The quick proof settles
 * nearly all; what has look-around or word boundaries that it cannot weigh goes to the checker `recheck` (up to seconds each). For `rules lint` and the load of a user's own
 * rules; the built-in ones are tested.
 */
export function linearityOf(pattern: string): Linearity {
  const quick = quickLinearity(pattern);
  return quick.kind === 'unsure' ? checked(pattern, splitPattern(pattern).flags, quick.found) : quick;
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
  if (found.kind === 'polynomial' || found.kind === 'exponential') return tooAmbiguous(pattern, found.kind, found.parts);
  if (verdict.status === 'vulnerable') return tooAmbiguous(pattern, verdict.complexity.type === 'exponential' ? 'exponential' : 'polynomial', []);
  return { kind: 'refused', reason: 'is too involved to be proved linear in time; split it into simpler patterns, or bound its repetitions' };
}

function check(source: string, flags: string) {
  return recheck.checkSync(source, flags, { timeout: timeoutMilliseconds, checker: 'automaton' });
}

/** Patterns of which the quick check of `lintRules` was not sure, and that are refused; gives interrupts their turn between two. */
export async function lintLinear(loaded: LoadedRules): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { rule, place } of loaded.runtimes) {
    for (const { pattern, path } of patternsOf(rule)) {
      if (quickLinearity(pattern).kind !== 'unsure') continue;
      await setImmediate();
      const verdict = linearityOf(pattern);
      if (verdict.kind === 'refused') findings.push({ severity: 'error', reason: `\`${pattern}\` ${verdict.reason}`, place: place(path) });
    }
  }
  return findings;
}
