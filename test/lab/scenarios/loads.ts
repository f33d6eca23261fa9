import type { Load } from '../scenario.js';

/** Short inputs at an easy rate. */
export const easy: Load = { groups: [{ ratePerSecond: 12, count: 14, shapes: [[1, 16]] }] };

/** As `easy`, for more than a few requests after something rare. */
export const longer: Load = { groups: [{ ratePerSecond: 12, count: 22, shapes: [[1, 16]] }] };

/** From the moment that the port is bound, ready or not. */
export const early: Load = { from: 'listening', groups: [{ ratePerSecond: 12, count: 24, shapes: [[1, 16]] }] };

/** Short inputs, then those of another shape. */
export function then(batch: number, length: number): Load {
  return {
    groups: [
      { ratePerSecond: 12, count: 10, shapes: [[1, 16]] },
      { ratePerSecond: 8, count: 10, shapes: [[batch, length]] },
    ],
  };
}

/** A pause between two groups, long enough for what is idle to be unloaded. */
export function withPause(pauseSeconds: number): Load {
  return {
    groups: [
      { ratePerSecond: 12, count: 12, shapes: [[1, 16]], pauseSeconds },
      { ratePerSecond: 12, count: 12, shapes: [[1, 16]] },
    ],
  };
}
