import type { Seconds } from '../../model/units.js';
import type { Random } from '../../statistics/random.js';
import type { Arrivals } from './scenario.js';

/** Requests a second at a moment. */
export const rateAt = (arrivals: Arrivals, at: Seconds): number => {
  switch (arrivals.kind) {
    case 'constant':
      return arrivals.perSecond;
    case 'step':
      return at < arrivals.atSeconds ? arrivals.from : arrivals.to;
    case 'diurnal': {
      const turn = (2 * Math.PI * (at - arrivals.peakAtSeconds)) / arrivals.periodSeconds;
      return arrivals.low + ((arrivals.high - arrivals.low) * (1 + Math.cos(turn))) / 2;
    }
    case 'points':
      return arrivals.points.findLast(({ atSeconds }) => atSeconds <= at)?.perSecond ?? 0;
  }
};

/**
 * Moments of requests up to `until`, ascending: a Poisson process whose rate follows the curve. By thinning (Lewis and Shedler, Simulation of
 * nonhomogeneous Poisson processes by thinning, Naval Research Logistics Quarterly 26, 1979); points are drawn piece by piece, so that a short
 * peak does not make the whole of a long curve dear.
 */
export const arrivalTimes = (arrivals: Arrivals, until: Seconds, random: Random): number[] => {
  const times: number[] = [];
  for (const { from, to, most, isFlat } of pieces(arrivals, until)) {
    if (most <= 0) continue;
    let at = from - Math.log(1 - random()) / most;
    while (at < to) {
      if (isFlat || random() * most < rateAt(arrivals, at)) times.push(at);
      at -= Math.log(1 - random()) / most;
    }
  }
  return times;
};

type Piece = { readonly from: Seconds; readonly to: Seconds; readonly most: number; readonly isFlat: boolean };

const pieces = (arrivals: Arrivals, until: Seconds): Piece[] => {
  switch (arrivals.kind) {
    case 'constant':
      return [{ from: 0, to: until, most: arrivals.perSecond, isFlat: true }];
    case 'diurnal':
      return [{ from: 0, to: until, most: Math.max(arrivals.low, arrivals.high), isFlat: false }];
    case 'step': {
      const at = Math.min(arrivals.atSeconds, until);
      return [
        { from: 0, to: at, most: arrivals.from, isFlat: true },
        { from: at, to: until, most: arrivals.to, isFlat: true },
      ];
    }
    case 'points':
      return arrivals.points.flatMap(({ atSeconds, perSecond }, index) => {
        const to = Math.min(until, arrivals.points[index + 1]?.atSeconds ?? until);
        return to > atSeconds ? [{ from: atSeconds, to, most: perSecond, isFlat: true }] : [];
      });
  }
};
