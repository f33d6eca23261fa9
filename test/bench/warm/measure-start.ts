import { quantile } from '../../../src/statistics/quantile.js';
import { sorted } from '../../../src/statistics/sorted.js';

/** What clients saw of one start: the first request of each batch, and requests of all batches in turn, in their order. */
export type Start = { readonly first: readonly number[]; readonly later: readonly number[] };

const requestSeconds = async (url: string, batch: number): Promise<number> => {
  const begin = performance.now();
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ batch }), headers: { 'content-type': 'application/json' } });
  await response.arrayBuffer();
  return (performance.now() - begin) / 1000;
};

/** Asks for each batch once, then for all of them in turn. */
export const measureStart = async (url: string, batches: readonly number[], rounds: number): Promise<Start> => {
  const first: number[] = [];
  for (const batch of batches) first.push(await requestSeconds(url, batch));
  const later: number[] = [];
  for (let round = 0; round < rounds; round++) for (const batch of batches) later.push(await requestSeconds(url, batch));
  return { first, later };
};

export type StartFigures = {
  readonly first: readonly number[];
  /** Of each batch: the median of the second half of its requests. */
  readonly steady: readonly number[];
  /** The 95th percentile of the first half of all requests, the first ones among them, and of the second half. */
  readonly earlyP95: number;
  readonly steadyP95: number;
};

/** The figures of a start; pure. */
export const figuresOf = ({ first, later }: Start): StartFigures => {
  const half = Math.floor(later.length / 2);
  const kinds = first.length;
  return {
    first,
    steady: first.map((_, kind) => quantile(sorted(later.filter((_one, at) => at >= half && at % kinds === kind)), 0.5)),
    earlyP95: quantile(sorted([...first, ...later.slice(0, half)]), 0.95),
    steadyP95: quantile(sorted(later.slice(half)), 0.95),
  };
};
