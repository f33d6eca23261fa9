import { type Ambiguity, ambiguityOf } from './ambiguity.js';
import { mostSteps, worstSteps } from './linear-cost.js';
import { boundedForm, parsePattern, simpleForm, trimmedForm, wideRepetitions } from './linear-form.js';
import { splitPattern } from './pattern.js';
import { positionsOf } from './positions.js';

/** Whether a pattern runs in time linear in the line, whatever the line; a refusal says why, and the mend. */
export type Linearity = { readonly kind: 'linear' } | { readonly kind: 'refused'; readonly reason: string };

/** Subsets of more repetitions than this are not tried one by one. */
const mostRepetitions = 6;

/** The quick answer, in about a millisecond: a proof, a refusal, or `unsure` (with what it found) where look-around, anchors or word boundaries may yet save it. */
export function quickLinearity(pattern: string): Linearity | { readonly kind: 'unsure'; readonly found: Ambiguity } {
  const { flags } = splitPattern(pattern);
  let least = Number.POSITIVE_INFINITY;
  let found: Ambiguity = { kind: 'unknown' };
  for (const narrow of subsets(wideRepetitions(pattern))) {
    found = ambiguity(simpleForm(pattern, narrow), flags);
    if (found.kind !== 'none') continue;
    const steps = narrow.size === 0 ? 1 : worstSteps(pattern, narrow);
    if (steps <= mostSteps) return { kind: 'linear' };
    least = Math.min(least, steps);
  }
  if (least !== Number.POSITIVE_INFINITY) return tooManySteps(least);
  const hasConditions = /\\[bB]|\(\?<?[=!]|\^|\$/.test(pattern);
  return found.kind === 'polynomial' || found.kind === 'exponential' ? (hasConditions ? { kind: 'unsure', found } : tooAmbiguous(pattern, found.kind, found.parts)) : { kind: 'unsure', found };
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
