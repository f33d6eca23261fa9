import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/user-error.js';
import { loadPlan } from '../../src/warm/plan/load.js';
import type { ShapeResult, ShapeState } from '../../src/warm/result.js';
import { earlierIn, readState, stateAfter, stateText, type WarmState } from '../../src/warm/state.js';
import type { Target } from '../../src/warm/target/target.js';
import { warmUp } from '../../src/warm/warm.js';
import { answered, settings } from './scripted-target.js';

const empty: WarmState = { target: 'http://localhost:1/', shapes: [] };
const result = (batch: number, state: ShapeState): ShapeResult => ({
  shape: { batch },
  state,
  runs: 6,
  firstSeconds: 2,
  steadySeconds: state === 'warm' ? 1 : null,
  firstTokenSeconds: null,
  steadyTokenSeconds: null,
  concurrency: null,
  why: null,
});

describe('the state of a warmup', () => {
  it('knows what is warm, forgets what is not, and keeps what was not run', () => {
    const both = [result(1, 'warm'), result(8, 'warm')].reduce(stateAfter, empty);
    expect(earlierIn(both, { batch: 8 })).toMatchObject({ firstSeconds: 2, steadySeconds: 1 });
    expect(earlierIn(stateAfter(both, result(8, 'cold')), { batch: 8 })).toBeNull();
    expect(earlierIn(stateAfter(both, result(8, 'not-run')), { batch: 8 })).not.toBeNull();
  });

  it('is the same once it was written and read', () => {
    const size = fc.integer({ min: 1, max: 1000 });
    const seconds = fc.double({ min: 0, max: 1e6, noNaN: true, noDefaultInfinity: true }).map((one) => Math.abs(one));
    const shape = fc.record({ batch: size, sequence: size }, { requiredKeys: [] });
    const one = fc.record({ shape, firstSeconds: fc.option(seconds), firstTokenSeconds: fc.option(seconds), steadySeconds: seconds });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 5 }), (shapes) => {
        const state = { target: 't', shapes };
        expect(readState('s.json', stateText(state), 't')).toEqual(JSON.parse(JSON.stringify(state)));
      }),
    );
  });

  it.each([
    ['{"version":1', 's.json: is no state of a warmup; remove it, or name another file by --state'],
    ['{"version":2,"target":"t","shapes":[]}', 's.json: is no state of a warmup; remove it, or name another file by --state'],
    ['{"version":1,"target":"other","shapes":[]}', 's.json: is the state of another target (other); name another file by --state'],
  ])('that cannot be used is refused: %s', (text, message) => {
    expect(() => readState('s.json', text, 't')).toThrow(new UserError(message.replace('s.json: ', ''), { file: 's.json' }));
  });
});

describe('a warmup with an earlier state', () => {
  const plan = loadPlan('plan.yaml', 'version: 1\nshapes: [{ batch: 1 }]\n');
  const warmedBy = (run: (pass: number) => number) => {
    let passes = 0;
    const target: Target = { isAlive: async () => true, run: async () => answered(run(passes++)) };
    return warmUp(plan, settings(target, { earlier: () => ({ firstSeconds: 2, firstTokenSeconds: null, steadySeconds: 0.1 }) }));
  };

  it('believes it after one window of passes that are as fast, and keeps what the first one took then', async () => {
    expect((await warmedBy(() => 0.1)).shapes).toMatchObject([{ state: 'warm', runs: 3, firstSeconds: 2, steadySeconds: 0.1 }]);
  });

  it('does not believe it of a target that is cold again: its first pass is slow', async () => {
    expect((await warmedBy((pass) => (pass === 0 ? 2 : 0.1))).shapes).toMatchObject([{ state: 'warm', runs: 6, firstSeconds: 2 }]);
    expect((await warmedBy(() => 0.5)).shapes).toMatchObject([{ state: 'warm', runs: 6, steadySeconds: 0.5 }]);
  });
});
