import { splitPattern } from '../pattern.js';
import { type Ambiguity, ambiguityOf } from './ambiguity.js';
import { mostSteps, worstSteps } from './cost.js';
import { boundedForm, lookedAround, parsePattern, simpleForm, trimmedForm, wideRepetitions } from './form.js';
import { positionsOf } from './positions.js';

/** Whether a pattern runs in time linear in the line, whatever the line; a refusal says why, and the mend. */
export type Linearity = { readonly kind: 'linear' } | { readonly kind: 'refused'; readonly reason: string };

/** The quick answer, in about a millisecond: a proof, a refusal, or `unsure` (with what it found) where look-around, anchors or word boundaries may yet save it. */
export function quickLinearity(pattern: string): Linearity | { readonly kind: 'unsure'; readonly found: Ambiguity } {
  const { flags } = splitPattern(pattern);
  const around = lookedAround(pattern);
  const aside = around.length === 0 ? 0 : worstSteps(pattern, new Set(around));
  if (aside > mostSteps) return tooManySteps(aside);
  const isSafe = (narrow: ReadonlySet<number>) => ambiguity(simpleForm(pattern, narrow), flags).kind === 'none';
  if (isSafe(new Set())) return { kind: 'linear' };
  const places = wideRepetitions(pattern);
  const found = ambiguity(simpleForm(pattern, new Set(places)), flags);
  if (found.kind === 'none') {
    const steps = worstSteps(pattern, needed(places, isSafe));
    return steps <= mostSteps ? { kind: 'linear' } : tooManySteps(steps);
  }
  const hasConditions = /\\[bB]|\(\?<?[=!]|\^|\$/.test(pattern);
  if (found.kind === 'unknown' || hasConditions) return { kind: 'unsure', found };
  return tooAmbiguous(pattern, found.kind, found.parts);
}

/** Of the places those that have to be narrow for a proof: only they have bounds to pay for. */
function needed(places: readonly number[], isSafe: (narrow: ReadonlySet<number>) => boolean): ReadonlySet<number> {
  let narrow: ReadonlySet<number> = new Set(places);
  for (const place of places) {
    const fewer = new Set([...narrow].filter((one) => one !== place));
    if (isSafe(fewer)) narrow = fewer;
  }
  return narrow;
}

function ambiguity(source: string, flags: string): Ambiguity {
  const positions = positionsOf(parsePattern(trimmedForm(source)), flags);
  return positions === null ? { kind: 'unknown' } : ambiguityOf(positions);
}

/** The refusal of repetitions that multiply. */
export function tooManySteps(steps: number): Linearity {
  const reason = `can take ${Math.round(steps)} steps a character at worst (${mostSteps} are allowed), because its counted repetitions multiply; lower their bounds, or put longer words between them`;
  return { kind: 'refused', reason };
}

/** The refusal of loops that share a text out in too many ways. */
export function tooAmbiguous(pattern: string, growth: 'polynomial' | 'exponential', parts: readonly string[]): Linearity {
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
