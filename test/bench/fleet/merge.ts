import { median } from '../../../src/statistics/quantile.js';
import { runNode } from '../child.js';

const boots = 100_000;
const goals = { seconds: 2, bytes: 300e6 };

/** How long it takes to sum up a hundred thousand boots, and its peak memory, in a process of its own. */
export const benchMerge = (rounds: number): { readonly words: string; readonly processorSecondsPerBoot: number } => {
  const runs = Array.from({ length: rounds }, () => runNode(['--import', 'tsx', 'test/bench/fleet/merge-boots.ts', String(boots)]));
  const figures = runs.map(({ stdout }) => JSON.parse(stdout) as { readonly seconds: number; readonly processor: number });
  const [seconds, processor] = [median(figures.map((one) => one.seconds)), median(figures.map((one) => one.processor))];
  const peak = Math.max(...runs.map(({ peakBytes }) => peakBytes ?? Number.NaN));
  const verdict = (isReached: boolean): string => (isReached ? 'reached' : 'missed');
  const words = `${boots.toLocaleString('en')} boots are summed up in ${processor.toFixed(2)} s of processor time, ${seconds.toFixed(2)} s by the clock (goal: 2 s, ${verdict(seconds <= goals.seconds)}), with ${(peak / 1e6).toFixed(0)} MB at most, the program included (goal: 300 MB, ${verdict(peak <= goals.bytes)}).`;
  return { words, processorSecondsPerBoot: processor / boots };
};
