import type { Facts } from '../model/signal.js';

/** A fact that is a number; null where it is not there, or is none. */
export function numberFact(facts: Facts, name: string): number | null {
  const value = facts[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
