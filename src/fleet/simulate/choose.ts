import { durationWords, shareWords } from '../../diagnose/words.js';
import type { StrategyForecast } from '../../model/simulation.js';
import type { Objective } from './scenario.js';

export type Choice = { readonly chosen: string | null; readonly reason: string };

const cost = ({ replicaSeconds }: StrategyForecast): number => replicaSeconds.value ?? Number.POSITIVE_INFINITY;

/** Costs that differ by less are the same. */
const sameCost = 1e-9;

/** For how long a strategy is over the bound; where most replications keep it but it stays open, for how long it may be. */
export const overWords = ({ overSeconds: { value, high } }: StrategyForecast, bound = 'it'): string =>
  value === 0 && high !== null ? `may be over ${bound} for up to ${durationWords(high)}` : `is over ${bound} for ${durationWords(value ?? 0)}`;

const objectiveWords = ({ quantile, seconds, met }: Objective): string =>
  `p${Number((quantile * 100).toFixed(3))} under ${durationWords(seconds)}${met === 1 ? '' : ` for ${shareWords(met)} of the time`}`;

/** The cheapest strategy that keeps the objective, by replica-seconds, and why it and no other; the first one of those that cost the same. */
export const choose = (strategies: readonly StrategyForecast[], objective: Objective): Choice => {
  const wanted = objectiveWords(objective);
  const byCost = [...strategies].sort((left, right) => cost(left) - cost(right));
  const best = byCost.find(({ keeps }) => keeps);
  if (best === undefined) {
    const nearest = [...strategies].sort((left, right) => (left.overSeconds.value ?? 0) - (right.overSeconds.value ?? 0))[0];
    const near = nearest === undefined ? '' : `; \`${nearest.name}\` comes nearest and ${overWords(nearest)}`;
    return { chosen: null, reason: `No strategy keeps ${wanted}${near}.` };
  }
  const cheaper = byCost.slice(0, byCost.indexOf(best)).filter((one) => cost(one) < cost(best) * (1 - sameCost));
  const price = `${Math.round(cost(best)).toLocaleString('en')} replica-seconds`;
  const first = strategies[0];
  const beside =
    cheaper.length > 0
      ? `; what costs less does not: ${cheaper.map((one) => `\`${one.name}\` ${overWords(one)}`).join(', ')}`
      : first !== undefined && first !== best && !first.keeps
        ? `; \`${first.name}\` costs ${cost(first) > cost(best) * (1 + sameCost) ? 'more' : 'as much'} and ${overWords(first)}`
        : '; nothing costs less';
  return { chosen: best.name, reason: `\`${best.name}\` keeps ${wanted} for ${price}${beside}.` };
};
