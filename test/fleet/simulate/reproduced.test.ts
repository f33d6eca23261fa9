import { describe, expect, it } from 'vitest';
import { nothingMeasured } from '../../../src/fleet/simulate/measured.js';
import { reproducedIn, withReproduced } from '../../../src/fleet/simulate/reproduced.js';
import type { Shape, Trial } from '../../../src/model/reproduction.js';
import { conditionsFor } from '../../../src/reproduce/conditions.js';
import { madeReproduction } from '../../reproduce/made-reproduction.js';
import { madeTrial } from '../../reproduce/made-trials.js';

const runOf = (shape: Shape, position: number, first: number, steady: number) => madeTrial('', 0, {}, { shape, position, first, steady }).runs;

/** Two shapes, each first in every other trial: the first run of a process takes 0.3 s more. */
const trials = (conditions: readonly string[]): Trial[] =>
  conditions.flatMap((condition) =>
    Array.from({ length: 8 }, (_, round): Trial => {
      const isShortFirst = round % 2 === 0;
      const short = runOf({ sequence: 128 }, isShortFirst ? 0 : 1, isShortFirst ? 0.7 : 0.4, 0.1);
      const long = runOf({ sequence: 512 }, isShortFirst ? 1 : 0, isShortFirst ? 0.9 : 1.2, 0.2);
      const stages = { 'process-start': 1, 'session-creation': condition.endsWith('cold') ? 9 : 4, 'input-building': 0.1, 'first-run': 0.7 };
      return { ...madeTrial(condition, round, stages), runs: [...short, ...long] };
    }),
  );

describe('a reproduction', () => {
  const reproduction = madeReproduction(trials(['page-cache-cold', 'page-cache-warm']), {
    conditions: conditionsFor('cold'),
    shapes: [{ sequence: 128 }, { sequence: 512 }],
  });

  it('tells what each shape takes first, after others, and later on', () => {
    expect(reproducedIn(reproduction).shapes).toEqual([
      { name: 'sequence=128', share: 0.5, steadySeconds: 0.1, firstSeconds: 0.4 },
      { name: 'sequence=512', share: 0.5, steadySeconds: 0.2, firstSeconds: 0.9 },
    ]);
  });

  it('tells what the first run of a process costs beyond that', () => {
    const [cold] = reproducedIn(reproduction).cold;
    expect(cold?.seconds).toBeCloseTo(0.3, 9);
  });

  it('tells how long starts without the model in memory take until they can answer', () => {
    expect(reproducedIn(reproduction)).toMatchObject({ startSeconds: Array.from({ length: 8 }, () => 10), boots: { start: 8, cold: 8, shapes: 8 } });
    const warm = madeReproduction(trials(['page-cache-warm']), { conditions: conditionsFor('warm'), shapes: [{ sequence: 128 }] });
    expect(reproducedIn(warm).startSeconds).toEqual(Array.from({ length: 8 }, () => 5));
  });

  it('that counts for nothing tells nothing', () => {
    const failed = trials(['page-cache-cold']).map((trial) => ({ ...trial, failure: 'killed' }));
    expect(reproducedIn(madeReproduction(failed, { conditions: conditionsFor('cold'), shapes: [{ sequence: 128 }] }))).toEqual(nothingMeasured);
  });

  it('leaves it to logs how long starts take, and tells what shapes take itself', () => {
    const logs = {
      startSeconds: [40],
      cold: [{ cause: 'compile-in-request', seconds: 9 }],
      shapes: [{ name: 'all', share: 1, steadySeconds: 1, firstSeconds: 1 }],
      boots: { start: 1, cold: 1, shapes: 1 },
    };
    const reproduced = reproducedIn(reproduction);
    expect(withReproduced(logs, reproduced)).toEqual({ ...reproduced, startSeconds: [40], boots: { ...reproduced.boots, start: 1 } });
    expect(withReproduced(logs, nothingMeasured)).toEqual(logs);
  });
});
