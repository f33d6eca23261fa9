import type { Seconds } from '../../model/units.js';

export type Tick = { readonly at: Seconds; readonly label: string };

const mostTicks = 7;
/** Steps that people count in: tens below a minute, parts of an hour above. */
const longSteps = [60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

const stepOf = (total: Seconds): Seconds => {
  const least = total / mostTicks;
  if (least > 30) return longSteps.find((step) => step >= least) ?? Math.ceil(least / 86_400) * 86_400;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= least * 0.999) ?? 10;
  return step === 5 && power === 10 ? 60 : step * power;
};

const labelOf = (at: Seconds, step: Seconds): string => {
  if (at === 0) return '0';
  if (step >= 3600) return `${at / 3600} h`;
  if (step >= 60) return `${at / 60} min`;
  if (step < 0.1) return `${Number((at * 1000).toPrecision(4))} ms`;
  return `${Number(at.toPrecision(4))} s`;
};

/** Where an axis of that length is marked: 0 and up to seven round figures. */
export const ticksOf = (total: Seconds): Tick[] => {
  const step = stepOf(total);
  const count = Math.floor((total / step) * 1.0001);
  return Array.from({ length: count + 1 }, (_, index) => ({ at: index * step, label: labelOf(index * step, step) }));
};
