import { describe, expect, it } from 'vitest';
import { bootOf, bootsOf, type Line, ready, signal, start } from './given.js';

const worker = signal({ id: 'x/worker', events: ['worker-start'] });
const workersAt = (...times: readonly number[]): Line[] => times.map((at) => ({ at, signals: [worker] }));
const outcomes = (lines: readonly Line[]) => bootsOf(lines).map(({ outcome }) => outcome.kind);

describe('restarts without a word', () => {
  it('fail a boot whose workers are started one after another', () => {
    const boot = bootOf([{ at: 0, signals: [start] }, ...workersAt(0, 16, 33, 50)]);
    expect(boot.outcome.kind).toBe('failed');
    expect(boot.events.filter(({ name }) => name === 'restart-loop')).toHaveLength(1);
  });

  it('are none where workers come up side by side', () => {
    expect(bootOf([{ at: 0, signals: [start] }, ...workersAt(0, 0, 0, 0, 0)]).outcome.kind).toBe('running');
  });

  it('are none where each worker says that it leaves', () => {
    const leaves = { at: 15, signals: [signal({ id: 'x/leaves', events: ['worker-exit'] })] };
    const lines = workersAt(0, 16, 33, 50).flatMap((line) => [line, { ...leaves, at: (line.at ?? 0) + 15 }]);
    expect(bootOf([{ at: 0, signals: [start] }, ...lines]).outcome.kind).toBe('running');
  });

  it('are none where workers are replaced hours later', () => {
    expect(bootOf([{ at: 0, signals: [start] }, ...workersAt(0, 7_200, 14_400, 21_600)]).outcome.kind).toBe('running');
  });

  const boot = (at: number): Line[] => [
    { at, signals: [start, signal({ id: 'x/loads', events: ['model-load'] })] },
    { at: at + 7, signals: [] },
  ];

  it('fail each boot that broke off and was started again at once', () => {
    expect(outcomes([...boot(0), ...boot(8), ...boot(16)])).toEqual(['failed', 'failed', 'running']);
  });

  it('leave a single one, and those that got ready, alone', () => {
    expect(outcomes([...boot(0), ...boot(8)])).toEqual(['running', 'running']);
    const served = (at: number): Line[] => [...boot(at), { at: at + 7, signals: [ready] }];
    expect(outcomes([...served(0), ...served(8), ...served(16)])).toEqual(['running', 'running', 'running']);
  });
});
