import type { Shape } from '../../model/boot.js';
import type { Clock, Target } from './target.js';

/** One pass of a shape in this process; what it gives (or resolves to) is its answer, what it throws is why it failed. */
export type RunShape = (shape: Shape, variant: number) => unknown;

/** A model in this process. */
export const functionTarget = (run: RunShape, clock: Clock): Target => ({
  isAlive: async () => true,
  run: async (shape, variant) => {
    const begin = clock();
    try {
      const answer = await run(shape, variant);
      return { kind: 'answered', seconds: clock() - begin, firstTokenSeconds: null, answer };
    } catch (error) {
      return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
    }
  },
});
