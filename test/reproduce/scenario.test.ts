import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/index.js';
import type { TrialDiagnosis } from '../../src/model/reproduction.js';
import { base } from '../../src/reproduce/conditions.js';
import { scenarioOf, startToReproduce } from '../../src/reproduce/scenario.js';

const bootOf = async (text: string) => {
  const { boots } = await diagnose(text.split('\n'), { thresholds: 'fine' });
  const [boot] = boots;
  if (boot === undefined) throw new Error('no boot');
  return boot;
};
const trial = (...causes: string[]): TrialDiagnosis => ({
  verdict: 'slow',
  timeToReadySeconds: 1,
  phases: [{ phase: 'weights-load', scope: 'startup', seconds: 0.9 }],
  causes: causes.map((id) => ({ id, title: id, seconds: 0.9 })),
});

describe('a start beside trials of it', () => {
  it('has observed and reproduced seconds of each phase, and which causes came up, cannot, and did not', async () => {
    const boot = await bootOf('CUDA context creation: 2.3s\nLoading weights: 1.8s\nready to serve requests\n');
    const causes = ['weights-load-slow', 'device-init-slow', 'warmup-missing'].map((id) => ({ ...boot.causes[0], id, title: id, seconds: 1 }) as never);
    const { phases, causes: told } = scenarioOf({ ...boot, causes }, base, [trial('weights-load-slow'), trial()]);
    expect(phases.find(({ phase }) => phase === 'weights-load')).toMatchObject({ observedSeconds: 1.8, reproduced: { seconds: 0.9, values: 2 } });
    expect(phases.find(({ phase }) => phase === 'device-init')).toMatchObject({ observedSeconds: 2.3, reproduced: null });
    expect(told.map(({ id, outcome, why, trials }) => [id, outcome, why, trials])).toEqual([
      ['weights-load-slow', 'reproduced', null, 1],
      ['device-init-slow', 'other-hardware', 'needs a GPU', 0],
      ['warmup-missing', 'not-reproduced', null, 0],
    ]);
  });

  it('is a cold start, where a log holds several', async () => {
    const boot = await bootOf('Loading weights: 1.8s\nready to serve requests\n');
    const other = (id: string, verdict: 'warm' | 'slow' | 'cold') => ({ ...boot, id, verdict });
    expect(startToReproduce([other('a', 'warm'), other('b', 'slow'), other('c', 'cold')])?.id).toBe('c');
    expect(startToReproduce([])).toBeNull();
  });
});
