import { tickStep, ticks } from 'd3-array';
import type { Seconds } from '../../../model/units.js';

type Unit = { readonly name: string; readonly seconds: Seconds };

const units: readonly Unit[] = [
  { name: 'h', seconds: 3600 },
  { name: 'min', seconds: 60 },
  { name: 's', seconds: 1 },
];
const milliseconds: Unit = { name: 'ms', seconds: 0.001 };

/** Round moments between two, with their words: in the unit that fits the stretch, with the digits that its steps need. */
export const timeTicks = (from: Seconds, to: Seconds, count: number): { readonly seconds: Seconds; readonly text: string }[] => {
  const length = to - from;
  // Milliseconds only near the zero: `12 345 ms` would be hard to read.
  const unit = units.find(({ seconds }) => length >= 5 * seconds) ?? (to < 1 ? milliseconds : { name: 's', seconds: 1 });
  const [low, high] = [from / unit.seconds, to / unit.seconds];
  const digits = Math.max(0, -Math.floor(Math.log10(tickStep(low, high, count)) + 1e-9));
  return ticks(low, high, count).map((tick) => ({ seconds: tick * unit.seconds, text: `${tick.toFixed(digits)} ${unit.name}` }));
};
