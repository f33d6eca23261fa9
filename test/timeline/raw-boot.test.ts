import { describe, expect, it } from 'vitest';
import { emptyBoot, mark, note, type RawBoot } from '../../src/timeline/raw-boot.js';
import { entriesOf, type GivenEntry } from './entries.js';
import { record } from './given.js';

const fresh = (): RawBoot => emptyBoot('server.log', null);

const noted = (boot: RawBoot, at: number | null, line: number): void => {
  const [entry] = entriesOf({ at });
  if (entry !== undefined) note(boot, record({ line, time: at }), { ...entry.tick, line }, []);
};

const marked = (given: GivenEntry, time: number | null = null): RawBoot => {
  const boot = fresh();
  const [entry] = entriesOf(given);
  if (entry !== undefined) mark(boot, entry.signal, time);
  return boot;
};

describe('what is kept of a boot', () => {
  it('is nothing at first', () => {
    expect(fresh()).toMatchObject({ silences: [], entries: [], hasStart: false, hasReady: false, hasFailed: false, hasEnded: false, records: 0, words: 0 });
  });

  it('is how many records it had, and how many of them since it was ready', () => {
    const boot = fresh();
    for (const line of [1, 2]) noted(boot, null, line);
    boot.hasReady = true;
    noted(boot, null, 3);
    expect([boot.records, boot.words, boot.recordsSinceReady]).toEqual([3, 3, 1]);
  });

  it('is how many of them are more than the trace of an error', () => {
    const boot = fresh();
    const [entry] = entriesOf({});
    if (entry !== undefined) note(boot, record({ line: 1, text: 'at f (a.js:1:2)' }), entry.tick, []);
    expect([boot.records, boot.words]).toEqual([1, 0]);
  });

  it('is its first record, its first dated one and its last dated one', () => {
    const boot = fresh();
    for (const [line, at] of [null, 10, 20, null].entries()) noted(boot, at, line + 1);
    expect([boot.first?.line, boot.firstDated?.line, boot.lastDated?.line]).toEqual([1, 2, 3]);
  });

  it('is a record a little older than the first dated one for that one, where it comes soon', () => {
    const boot = fresh();
    for (const [line, at] of [10, 8, 9, 8].entries()) noted(boot, at, line + 1);
    expect(boot.firstDated?.line).toBe(2);
    for (let line = 5; line < 199; line += 1) noted(boot, null, line);
    noted(boot, 7, 199);
    expect(boot.firstDated?.line).toBe(199);
    noted(boot, 6, 200);
    expect(boot.firstDated?.line).toBe(199);
  });

  it('is the first value of each label, and how often each runtime showed', () => {
    const boot = fresh();
    const [entry] = entriesOf({});
    for (const [pod, runtimes] of [
      ['a', ['x', 'y']],
      ['b', ['x']],
    ] as const)
      if (entry !== undefined) note(boot, record({ line: 1, labels: { pod } }), entry.tick, runtimes);
    expect([[...boot.labels], [...boot.detected]]).toEqual([
      [['pod', 'a']],
      [
        ['x', 2],
        ['y', 1],
      ],
    ]);
  });
});

describe('what a signal says of a boot', () => {
  it.each([
    ['starts', { hasStart: true, hasEnded: false, hasFailed: false }],
    ['may-start', { hasStart: true, hasEnded: false, hasFailed: false }],
    ['begins', { hasStart: true, hasEnded: false, hasFailed: false }],
    ['ends', { hasStart: false, hasEnded: true, hasFailed: false }],
    ['fails', { hasStart: false, hasEnded: false, hasFailed: true }],
    [null, { hasStart: false, hasEnded: false, hasFailed: false }],
  ] as const)('that %s it is kept', (boot, said) => {
    expect(marked({ boot })).toMatchObject({ ...said, hasReady: false, requestsEnded: 0 });
  });

  it('is when it first was ready', () => {
    const boot = marked({ milestone: 'ready' }, 5);
    const [again] = entriesOf({ milestone: 'ready' });
    if (again !== undefined) mark(boot, again.signal, 9);
    expect([boot.hasReady, boot.readyAt]).toEqual([true, 5]);
    expect(marked({ milestone: 'listening' }, 5)).toMatchObject({ hasReady: false, readyAt: null });
  });

  it('is how many requests ended', () => {
    expect([marked({ request: 'ends' }), marked({ request: 'starts' }), marked({})].map(({ requestsEnded }) => requestsEnded)).toEqual([1, 0, 0]);
  });
});
