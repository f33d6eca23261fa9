import { describe, expect, it } from 'vitest';
import { restartEvents, silentRestarts } from '../../src/timeline/restarts.js';
import { entriesOf, type GivenEntry } from './entries.js';
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

describe('silent restarts', () => {
  const starts = (...times: readonly (number | null)[]): GivenEntry[] => times.map((at) => ({ at, events: ['worker-start'] }));
  const ordersOf = (...given: readonly GivenEntry[]): number[] => silentRestarts(entriesOf(...given)).map(({ order }) => order);

  it('are the starts behind the first, from three on', () => {
    expect(ordersOf(...starts(0, 10, 20))).toEqual([]);
    expect(ordersOf(...starts(0, 10, 20, 30))).toEqual([1, 2, 3]);
    expect(ordersOf(...starts(0, 10, 20, 30, 40))).toEqual([1, 2, 3, 4]);
  });

  it('come a second to two minutes after one another', () => {
    expect(ordersOf(...starts(0, 1, 2, 122))).toEqual([1, 2, 3]);
    expect(ordersOf(...starts(0, 0.5, 1, 1.5))).toEqual([]);
    expect(ordersOf(...starts(0, 1, 2, 123))).toEqual([]);
  });

  it('need not stand side by side', () => {
    expect(ordersOf(...starts(0).concat({}), ...starts(10).concat({ at: 12, events: ['other'] }), ...starts(20, 30))).toEqual([2, 4, 5]);
  });

  it('need a clock', () => {
    expect(ordersOf(...starts(null, null, null, null))).toEqual([]);
    expect(ordersOf(...starts(0, 10, null, 20, 30))).toEqual([1, 3, 4]);
  });

  it.each<[string, GivenEntry]>([
    ['a request', { request: 'ends' }],
    ['that it is ready', { milestone: 'ready' }],
    ['that it was told to stop', { boot: 'ends' }],
    ['why it is gone', { events: ['other', 'killed'] }],
  ])('are none where something between tells of %s', (_, told) => {
    expect(ordersOf(...starts(0, 10, 20), told, ...starts(30, 40))).toEqual([]);
    expect(ordersOf(told, ...starts(0, 10, 20, 30))).toEqual([2, 3, 4]);
    expect(ordersOf(...starts(0, 10, 20, 30), told, ...starts(40))).toEqual([1, 2, 3]);
  });

  it('are some where something between tells of anything else', () => {
    expect(ordersOf(...starts(0, 10, 20), { milestone: 'listening', boot: 'starts', events: ['import'] }, ...starts(30))).toEqual([1, 2, 4]);
  });

  it('are one event, at the first of them', () => {
    const [event, ...others] = restartEvents(silentRestarts(entriesOf(...starts(0, 10, 20, 30))));
    expect(event).toMatchObject({ name: 'restart-loop', scope: 'startup', time: 10, order: 1, evidence: { line: 2 } });
    expect(others).toEqual([]);
    expect(restartEvents([])).toEqual([]);
  });
});

describe('boots that break off', () => {
  const loads = signal({ id: 'x/loads', events: ['model-load'] });
  const boot = (at: number, ...signals: readonly ReturnType<typeof signal>[]): Line[] => [
    { at, signals: [start, loads] },
    { at: at + 7, signals },
  ];

  it('are marked with an event behind their last, at their last clock', () => {
    const [first, second, last] = bootsOf([...boot(0), ...boot(8), ...boot(16)]);
    expect(first?.events.map(({ name }) => name)).toEqual(['model-load', 'restart-loop']);
    expect(first?.events[1]).toMatchObject({
      scope: 'startup',
      time: 1_700_000_007,
      process: null,
      facts: {},
      signal: 'generic/restarted',
      evidence: { line: 1 },
    });
    expect(first?.events[1]?.order).toBeGreaterThan(first?.events[0]?.order ?? Number.NaN);
    expect(second?.outcome).toMatchObject({ kind: 'failed', evidence: [{ line: 3 }] });
    expect(last?.events.map(({ name }) => name)).toEqual(['model-load']);
  });

  it.each([
    ['two minutes', 120, 'failed'],
    ['more than two minutes', 121, 'running'],
    ['no time', 0, 'failed'],
  ])('are marked where the next begins after %s: %i s', (_, pause, outcome) => {
    const at = (index: number): number => index * (7 + pause);
    expect(outcomes([...boot(at(0)), ...boot(at(1)), ...boot(at(2))])[0]).toBe(outcome);
  });

  it('are left alone where they served', () => {
    const served = signal({ id: 'x/request', request: 'ends', facts: { seconds: 1 } });
    expect(outcomes([...boot(0, served), ...boot(8, served), ...boot(16, served)])).toEqual(['running', 'running', 'running']);
  });

  it('are left alone where one says why it is gone', () => {
    const leaves = signal({ id: 'x/killed', events: ['healthy-answer'] });
    expect(outcomes([...boot(0, leaves), ...boot(8, leaves), ...boot(16, leaves)])).toEqual(['running', 'running', 'running']);
  });
});
