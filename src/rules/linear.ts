import { setImmediate } from 'node:timers/promises';
// The package's main file starts a native program or a worker; this one is plain JavaScript and can go into a bundle.
import recheck from 'recheck/lib/browser.js';
import { isUnambiguous } from './ambiguity.js';
import type { Finding } from './finding.js';
import { boundedForm, patternsOf } from './lint-patterns.js';
import { mostSteps, worstSteps } from './linear-cost.js';
import { narrowForm, openForm, parsePattern, shortForm } from './linear-form.js';
import type { LoadedRules } from './load.js';
import { splitPattern } from './pattern.js';
import { positionsOf } from './positions.js';

/**
 * Whether a pattern runs in time linear in the line, whatever the line: proved, or refused with the reason. A quick proof (a millisecond) settles
 * nearly all patterns that are written plainly; what it cannot settle goes to the checker `recheck` (up to seconds each). For the build, `rules lint`
 * and the load of a user's own rules.
 */
export type Linearity = { readonly kind: 'linear' } | { readonly kind: 'refused'; readonly reason: string };

const timeoutMilliseconds = 10_000;

/** Judges one pattern (which must be a regular expression). */
export function linearityOf(pattern: string): Linearity {
  const { flags } = splitPattern(pattern);
  const forms = [openForm(pattern), narrowForm(pattern)] as const;
  const [isOpenSafe, isNarrowSafe] = forms.map((form) => isProved(form, flags));
  const steps = worstSteps(pattern);
  if (isOpenSafe || (isNarrowSafe && steps <= mostSteps)) return { kind: 'linear' };
  if (isNarrowSafe) return tooManySteps(steps);
  return checked(pattern, forms, flags, steps);
}

/** The second opinion, for what the quick proof cannot settle: look-around, word boundaries, possessive tricks. */
function checked(pattern: string, [open, narrow]: readonly [string, string], flags: string, steps: number): Linearity {
  if (check(shortForm(open), flags).status === 'safe') return { kind: 'linear' };
  if (check(shortForm(narrow), flags).status === 'safe' || check(narrow, flags).status === 'safe') return steps <= mostSteps ? { kind: 'linear' } : tooManySteps(steps);
  return { kind: 'refused', reason: reasonOf(pattern, narrow, flags) };
}

function tooManySteps(steps: number): Linearity {
  const reason = `can take ${Math.round(steps)} steps a character at worst (${mostSteps} are allowed), because its counted repetitions multiply; lower their bounds, or put longer words between them`;
  return { kind: 'refused', reason };
}

function isProved(source: string, flags: string): boolean {
  const positions = positionsOf(parsePattern(source), flags);
  return positions !== null && isUnambiguous(positions);
}

function check(source: string, flags: string) {
  return recheck.checkSync(source, flags, { timeout: timeoutMilliseconds, checker: 'automaton' });
}

function reasonOf(pattern: string, exact: string, flags: string): string {
  const verdict = check(exact, flags);
  if (verdict.status !== 'vulnerable') return 'is too involved to be proved linear in time; split it into simpler patterns, or bound its repetitions';
  const { complexity, hotspot } = verdict;
  const parts = hotspot.map(({ start, end }) => `\`${exact.slice(start, end)}\``);
  const growth = complexity.type === 'exponential' ? 'exponentially' : `with the ${complexity.type === 'polynomial' && complexity.degree > 2 ? `power ${complexity.degree}` : 'square'}`;
  const bounded = boundedForm(pattern);
  const mend = bounded === null ? 'bound the repetition (`{1,20}`), or begin it with a word or `\\b`' : `bound it: \`${bounded}\``;
  return `can take time that grows ${growth} of a line's length${parts.length === 0 ? '' : `, by ${[...new Set(parts)].join(' and ')}`}; ${mend}`;
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
