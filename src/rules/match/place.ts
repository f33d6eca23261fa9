import { type Numbers, numbersOf } from '../compiled/lists.js';
import { listOf } from '../one-or-more.js';
import type { RuntimeRules } from '../schema.js';
import type { PlaceOfPattern } from '../set.js';

/** The places of the patterns that are looked for in every line, in the order of the rules: those of signals, then those of `detect`. */
export function placesOf(runtimes: readonly RuntimeRules[]): PlaceOfPattern[] {
  const each = (patterns: readonly string[], runtime: number, signal: number | null) =>
    patterns.map((_, pattern): PlaceOfPattern => [runtime, signal, pattern]);
  return [
    ...runtimes.flatMap(({ signals }, runtime) => signals.flatMap((signal, number) => each(listOf(signal.pattern), runtime, number))),
    ...runtimes.flatMap(({ detect }, runtime) => each(detect, runtime, null)),
  ];
}

/** Places as numbers, three each; `placeAt` reads them. */
export function packPlaces(places: readonly PlaceOfPattern[]): Numbers {
  return numbersOf(places.flatMap(([runtime, signal, pattern]) => [runtime, signal === null ? 0 : signal + 1, pattern]));
}

/** The place of that number. */
export function placeAt(places: Numbers, index: number): PlaceOfPattern {
  const [runtime = 0, signal = 0, pattern = 0] = places.subarray(3 * index, 3 * index + 3);
  return [runtime, signal === 0 ? null : signal - 1, pattern];
}

/** The pattern at a place. */
export function patternAt(runtimes: readonly RuntimeRules[], [runtime, signal, pattern]: PlaceOfPattern): string {
  const rules = runtimes[runtime];
  const patterns = signal === null ? rules?.detect : listOf(rules?.signals[signal]?.pattern);
  return patterns?.[pattern] ?? '';
}
