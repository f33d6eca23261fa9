import { describe, expect, it } from 'vitest';
import type { ChangeSummary, Difference } from '../../src/model/reproduction.js';
import { bestSet } from '../../src/reproduce/best-set.js';
import { changes } from '../../src/reproduce/changes.js';

const difference = (seconds: number, verdict: Difference['verdict'] = 'clear'): Difference => ({ seconds, low: seconds, high: seconds, verdict });
const saves = (id: string, firstAnswer: Difference): ChangeSummary => ({
  id,
  title: id,
  firstAnswer,
  firstRun: difference(0, 'noise'),
  steady: difference(0, 'noise'),
  peakBytes: null,
  diskBytes: 0,
});

describe('the best set of changes', () => {
  it('is all that save beyond the noise, as one change', () => {
    const set = bestSet(changes, [saves('threads', difference(-0.1)), saves('prepacking', difference(-0.2)), saves('arena', difference(-0.3, 'noise'))]);
    expect(set).toEqual({
      id: 'together',
      title: 'together: prepacking, threads',
      session: { extra: { session: { disable_prepacking: '1' } }, intraOpNumThreads: 1, interOpNumThreads: 1 },
    });
  });

  it('loads one thing in place of the model: what saves more', () => {
    const set = bestSet(changes, [saves('external-data', difference(-0.2)), saves('saved-model', difference(-0.1)), saves('threads', difference(-0.05))]);
    expect([set?.loads, set?.title]).toEqual(['external-data', 'together: external-data, threads']);
  });

  it('loads both where that was made', () => {
    const both = [saves('external-data', difference(-0.2)), saves('saved-model', difference(-0.1))];
    const set = bestSet(changes, both, new Set(['saved-model', 'external-data', 'saved-external']));
    expect([set?.loads, set?.title]).toEqual(['saved-external', 'together: external-data, saved-model']);
    expect(bestSet(changes, both)).toBeNull();
  });

  it('is none where fewer than two save', () => {
    expect(bestSet(changes, [saves('threads', difference(-0.1)), saves('arena', difference(0.1))])).toBeNull();
  });
});
