import type { Boot } from '../model/boot.js';
import type { Seconds } from '../model/units.js';
import type { Finding } from './found.js';
import { loadRate, rateReading } from './load-rate.js';
import { durationWords, shareWords, sizeWords, trimmed } from './words.js';

const placeholder = /\{([A-Za-z][A-Za-z0-9]*)\}/g;
const optionalPart = /\[([^[\]]*)\]/g;

/**
 * Fills a cause's sentence: `{seconds}`, `{share}`, `{startup}`, `{count}`, `{rate}` (of the weights' load) and facts of the evidence. A part in square
 * brackets is left out where one of its placeholders is unknown; elsewhere an unknown one reads "an unknown …".
 */
export function fillBecause(template: string, boot: Boot, findings: readonly Finding[], figures: { seconds: Seconds | null; share: number | null }): string {
  const values = valuesOf(boot, findings, figures);
  return template
    .replace(optionalPart, (_whole, part: string) => {
      const isKnown = [...part.matchAll(placeholder)].every((match) => values.has(match[1] ?? ''));
      return isKnown ? part : '';
    })
    .replace(placeholder, (_whole, name: string) => values.get(name) ?? unknownWords(name));
}

function valuesOf(boot: Boot, findings: readonly Finding[], { seconds, share }: { seconds: Seconds | null; share: number | null }): Map<string, string> {
  const values = new Map<string, string>();
  if (seconds !== null) values.set('seconds', `${isUnfinished(findings) ? 'at least ' : ''}${durationWords(seconds)}`);
  if (share !== null) values.set('share', shareWords(share));
  if (boot.timeToReadySeconds !== null) values.set('startup', durationWords(boot.timeToReadySeconds));
  const rate = loadRate(boot);
  const reading = rate === null ? null : rateReading(rate);
  if (rate !== null && reading !== null) values.set('rate', `${trimmed(rate / 1e9, rate < 1e9 ? 2 : 1)} GB/s, ${reading}`);
  const count = findings.reduce((sum, one) => sum + one.events.length, 0);
  if (count > 1) values.set('count', String(count));
  const facts = findings.flatMap((one) => [one.facts, ...one.spans.map((span) => span.facts)]);
  for (const some of facts) {
    for (const [name, value] of Object.entries(some)) {
      const words = factWords(name, value);
      if (!values.has(name) && words !== '') values.set(name, words);
    }
  }
  return values;
}

/** Whether a bar that was never seen full says how long it took. */
const isUnfinished = (findings: readonly Finding[]): boolean =>
  findings.some(({ spans }) => spans.some(({ facts }) => typeof facts.unfinishedSeconds === 'number' && facts.seconds === undefined));

function factWords(name: string, value: number | string | boolean): string {
  if (typeof value === 'number') {
    if (/bytes$/i.test(name)) return sizeWords(value);
    if (/seconds$/i.test(name)) return durationWords(value);
    return trimmed(value, 3);
  }
  // Text of a log goes into one sentence: one line of it, and not an essay.
  return String(value).split('\n', 1).join('').trim().slice(0, 160);
}

function unknownWords(name: string): string {
  if (name === 'seconds' || name === 'startup') return 'an unknown time';
  return name === 'share' ? 'an unknown share' : `an unknown ${name}`;
}
