import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventHeap } from '../../../src/fleet/simulate/event-heap.js';

describe('a heap of events', () => {
  it('gives them by their moments, those of one moment in the order in which they came', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 3000 }), (moments) => {
        const heap = createEventHeap();
        for (const [order, at] of moments.entries()) heap.push(at, 0, order, -1);
        const taken = moments.map(() => heap.pop());
        const sorted = moments.map((at, order) => ({ at, order })).sort((left, right) => left.at - right.at || left.order - right.order);
        expect(taken.map((event) => ({ at: event?.at, order: event?.replica }))).toEqual(sorted);
        expect(heap.pop()).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('stays in order while events come and go', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 1000 }), { nil: null }), { maxLength: 500 }), (steps) => {
        const heap = createEventHeap();
        const model: number[] = [];
        for (const step of steps) {
          if (step !== null) {
            heap.push(step, 1, 0, 0);
            model.push(step);
            continue;
          }
          model.sort((left, right) => left - right);
          expect(heap.pop()?.at).toBe(model.shift());
        }
      }),
    );
  });
});
