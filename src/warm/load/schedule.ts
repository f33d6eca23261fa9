import type { Shape } from '../../model/boot.js';
import type { Seconds } from '../../model/units.js';

/** A load of constant arrival rate: a request is due each 1 / rate seconds, whether or not earlier ones were answered. */
export type LoadPlan = { readonly ratePerSecond: number; readonly seconds: Seconds };

/** How many requests a load has; at least one. */
export const requestsOf = ({ ratePerSecond, seconds }: LoadPlan): number => Math.max(1, Math.round(ratePerSecond * seconds));

/** When a request (from 0 on) is due, in seconds after the first. */
export const dueSecondsOf = (index: number, { ratePerSecond }: LoadPlan): Seconds => index / ratePerSecond;

/**
 * Which of the shapes each of `count` requests has: each by its share of the traffic (equal ones where none is known), spread as evenly as
 * can be, so that every stretch of a load holds the same mixture. Largest remainder after each request.
 */
export const mixtureOf = (shapes: readonly { readonly shape: Shape; readonly share: number | null }[], count: number): Shape[] => {
  const isKnown = shapes.every(({ share }) => share !== null && share > 0);
  const weights = shapes.map(({ share }) => (isKnown ? (share ?? 0) : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const owed = weights.map(() => 0);
  return Array.from({ length: count }, () => {
    weights.forEach((weight, at) => {
      owed[at] = (owed[at] ?? 0) + weight / total;
    });
    const chosen = owed.indexOf(Math.max(...owed));
    owed[chosen] = (owed[chosen] ?? 0) - 1;
    return shapes[chosen]?.shape ?? {};
  });
};
