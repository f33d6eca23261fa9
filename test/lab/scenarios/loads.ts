import type { Load } from '../scenario.js';

/** The shape that most clients send. */
export const usualShape: readonly [number, number] = [1, 96];
const shapes = [usualShape];

/** Inputs of one shape at an easy rate. */
export const easy: Load = { groups: [{ ratePerSecond: 12, count: 14, shapes }] };

/** As `easy`; the second half comes once the first is answered, however long that took. */
export const longer: Load = afterCold([usualShape]);

/** From the moment that the port is bound, ready or not. */
export const early: Load = {
  from: 'listening',
  delaySeconds: 0.8,
  groups: [
    { ratePerSecond: 12, count: 8, shapes, pauseSeconds: 0 },
    { ratePerSecond: 12, count: 12, shapes },
  ],
};

/** Some requests, then more once those are answered, so that there is a steady latency whatever the first ones waited. */
export function afterCold(own: readonly (readonly [number, number])[]): Load {
  return {
    groups: [
      { ratePerSecond: 8, count: 4, shapes: own, pauseSeconds: 0 },
      { ratePerSecond: 6, count: 8, shapes: own },
    ],
  };
}

/** The usual inputs, then those of another shape. */
export function then(batch: number, length: number): Load {
  return {
    groups: [
      { ratePerSecond: 12, count: 8, shapes },
      { ratePerSecond: 8, count: 3, shapes: [[batch, length]], pauseSeconds: 0 },
      { ratePerSecond: 5, count: 6, shapes: [[batch, length]] },
    ],
  };
}

/** A pause between two groups, long enough for what is idle to be unloaded. */
export function withPause(pauseSeconds: number): Load {
  return {
    groups: [
      { ratePerSecond: 12, count: 12, shapes, pauseSeconds },
      { ratePerSecond: 12, count: 6, shapes, pauseSeconds: 0 },
      { ratePerSecond: 12, count: 8, shapes },
    ],
  };
}
