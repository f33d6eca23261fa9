import type { BootReport, Verdict } from '../../model/report.js';
import { wrap } from '../drawing/layout.js';
import type { Palette } from '../drawing/palette.js';
import { formatSeconds } from '../quantity.js';

const fewest = 3;

const verdicts: readonly Verdict[] = ['failed', 'cold', 'slow', 'warm', 'unknown'];

const spread = (name: string, values: readonly (number | null)[]): string[] => {
  const known = values.filter((value): value is number => value !== null).sort((left, right) => left - right);
  const [low, middle, high] = [known[0], known[Math.floor((known.length - 1) / 2)], known.at(-1)];
  if (known.length < fewest || low === undefined || middle === undefined || high === undefined) return [];
  return [`${name} ${formatSeconds(low)} to ${formatSeconds(high)}, the middle one ${formatSeconds(middle)}`];
};

/** Several boots in a line: how many of each verdict, from what to what they took. Empty where there are too few to sum up. */
export const bootsSummary = (boots: readonly BootReport[], width: number, palette: Palette): string[] => {
  if (boots.length < fewest) return [];
  const counts = verdicts.flatMap((verdict) => {
    const count = boots.filter((boot) => boot.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${verdict}`];
  });
  const figures = [
    ...spread(
      'ready after',
      boots.map((boot) => boot.timeToReadySeconds),
    ),
    ...spread(
      'first request',
      boots.map((boot) => boot.firstRequestSeconds),
    ),
  ];
  return wrap([`${boots.length} boots: ${counts.join(', ')}`, ...figures].join(' · '), width).map(palette.strong);
};
