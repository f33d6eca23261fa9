import type { Shape, StageName, Trial } from '../../src/model/reproduction.js';

/** A trial of those stages, one after the other, and of one shape with a first, a second and steady runs. */
export const madeTrial = (
  condition: string,
  round: number,
  seconds: Partial<{ readonly [stage in StageName]: number }>,
  runs: { readonly shape?: Shape; readonly position?: number; readonly first?: number; readonly steady?: number } = {},
): Trial => {
  let reached = 0;
  const stages = Object.entries(seconds).map(([stage, own]) => {
    const startSeconds = reached;
    reached += own;
    return { stage: stage as StageName, startSeconds, seconds: own, peakBytes: 1000 * (1 + stage.length) };
  });
  const { shape = { batch: 1 }, position = 0, first = 0.003, steady = 0.001 } = runs;
  return {
    condition,
    round,
    startedAt: '2026-11-26T18:00:00.000Z',
    failure: null,
    stages,
    runs: [{ shape, position, firstSeconds: first, secondSeconds: 0.002, laterSeconds: [0.5, steady, steady, steady] }],
  };
};
