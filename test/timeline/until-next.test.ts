import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/timeline/entry.js';
import { closeNext, dropPassed, placeUndated } from '../../src/timeline/until-next.js';
import { entriesOf, type GivenEntry } from './entries.js';

const opened = (given: GivenEntry = {}): Entry => entriesOf({ at: 10, events: ['import'], ...given })[0] as Entry;

/** Which of the open entries stay open at a record of a process that says something. */
const left = (open: readonly Entry[], process: string | null, ...said: readonly GivenEntry[]): number[] => {
  const [next, ...others] = entriesOf({ at: 20, process }, ...said) as [Entry, ...Entry[]];
  return closeNext(
    open,
    next.tick,
    others.map(({ signal }) => signal),
  ).map((entry) => open.indexOf(entry));
};

describe('a figure without a clock', () => {
  it.each([
    [3, 13],
    [10, 20],
    [60, 20],
  ])('of %i s ended as late as it and its neighbours allow', (seconds, time) => {
    const entry = opened({ facts: { seconds } });
    placeUndated(entry, { ...entry.tick, time: 20 }, []);
    expect(entry.tick.time).toBe(time);
  });

  it.each([
    [4, 6, 18],
    [4, 3, 14],
    [6, 5, 16],
    [12, 30, 20],
  ])('of %i s began with the request of %i s that the next clock ends, if it fits into it and the request took most of the time', (seconds, waited, time) => {
    const entry = opened({ facts: { seconds } });
    const [ending] = entriesOf({ request: 'ends', facts: { seconds: waited } }) as [Entry];
    placeUndated(entry, { ...entry.tick, time: 20 }, [ending.signal]);
    expect(entry.tick.time).toBe(time);
  });

  it.each([null, 10, 5])('stays where it is where the next clock is no later: %j', (next) => {
    const entry = opened({ facts: { seconds: 3 } });
    placeUndated(entry, { ...entry.tick, time: next }, []);
    expect(entry.tick.time).toBe(10);
  });

  it('stays without a time where none was before', () => {
    const entry = opened({ at: null, facts: { seconds: 3 } });
    placeUndated(entry, { ...entry.tick, time: 20 }, []);
    expect(entry.tick.time).toBeNull();
  });
});

describe('a step that lasts until the next record', () => {
  it('ends at the line that tells of its own end, though that speaks of the same', () => {
    const load = opened({ phase: 'weights-load', events: ['model-load'] });
    const ends: GivenEntry = { phase: 'weights-load', events: ['model-load'], extent: { kind: 'ends', key: 'weights' } };
    expect(left([load], null, { ...ends, phase: 'weights-fetch' })).toEqual([0]);
    expect(left([load], null, { phase: 'weights-load', events: ['model-load'], extent: { kind: 'until-next' } })).toEqual([0]);
    expect(left([load], null, ends)).toEqual([]);
    expect(load.neighbour?.time).toBe(20);
  });

  it('ends at it', () => {
    const entry = opened();
    expect(left([entry], null, { id: 'x/next' })).toEqual([]);
    expect([entry.neighbour?.time, entry.closedBy.map(({ id }) => id)]).toEqual([20, ['x/next']]);
  });

  it('goes on at a record of another process', () => {
    expect(left([opened({ process: 'pid 1' })], 'pid 2')).toEqual([0]);
    expect(left([opened({ process: 'pid 1' }), opened({ process: 'pid 2' })], 'pid 2')).toEqual([0]);
  });

  it('ends at a record that names its process, whatever its collector calls the container', () => {
    expect(left([opened({ process: 'pid 8' })], 'pid 801', { facts: { process: '8' } })).toEqual([]);
    expect(left([opened({ process: 'pid 8' })], 'pid 801', { facts: { process: '9' } })).toEqual([0]);
  });

  it('ends at a record of its own process, however that is named', () => {
    expect(left([opened({ process: 'pid 14' })], 'pid 14')).toEqual([]);
    expect(left([opened({ process: 'pid 14' })], 'APIServer pid=14')).toEqual([]);
    expect(left([opened({ process: 'pid 14' })], 'APIServer pid=141')).toEqual([0]);
    expect(left([opened({ process: 'a' })], 'b')).toEqual([0]);
    expect(left([opened({ process: 'a' })], 'a')).toEqual([]);
  });

  it('ends at a record that names no process where only one process has any', () => {
    expect(left([opened({ process: 'pid 1' }), opened({ process: 'pid 1' }), opened()], null)).toEqual([]);
    expect(left([opened({ process: 'pid 1' }), opened({ process: 'pid 2' }), opened()], null)).toEqual([0, 1]);
  });

  it('that names no process ends at any record', () => {
    expect(left([opened()], 'pid 2')).toEqual([]);
  });

  it('goes on at one that says the same', () => {
    const entry = opened();
    expect(left([entry], null, { events: ['other', 'import'] })).toEqual([0]);
    expect(entry.neighbour).toBeNull();
  });

  it.each<[string, GivenEntry]>([
    ['says how long the whole took', { events: ['import'], facts: { seconds: 3 } }],
    ['is of a request', { request: 'ends' }],
    ['ends the process', { boot: 'ends' }],
    ['is an answer', { events: ['http-answer'] }],
    ['breaks the process', { boot: 'fails' }],
  ])('is not measured where the next record %s', (_, one) => {
    const entry = opened();
    expect([left([entry], null, one), entry.neighbour]).toEqual([[], null]);
  });

  it('goes on where one of its parts is timed', () => {
    expect(left([opened({ events: ['import', 'import-part'] })], null, { events: ['import-part'], facts: { seconds: 1 } })).toEqual([0]);
  });

  it('is measured up to a failure to import, and to a failure of any step where it is no import', () => {
    for (const [opener, one] of [
      [opened({ events: ['load'] }), { boot: 'fails', events: ['broken'] }],
      [opened(), { boot: 'fails', events: ['broken', 'exit'] }],
    ] as const) {
      left([opener], null, one);
      expect(opener.neighbour === null).toBe(opener.signal.events.includes('import'));
    }
  });

  it('is none where none is open', () => {
    expect(left([], null)).toEqual([]);
  });
});

describe('a record of progress without a clock', () => {
  const dropped = (open: readonly Entry[], ...said: readonly GivenEntry[]): number[] =>
    dropPassed(
      open,
      entriesOf(...said).map(({ signal }) => signal),
    ).map((entry) => open.indexOf(entry));

  it('ends what is open of no process, at a time that nobody knows', () => {
    expect(dropped([opened(), opened({ process: 'pid 1' })], { events: ['model-load'] })).toEqual([1]);
  });

  it('says nothing where it is read by no rule', () => {
    expect(dropped([opened()])).toEqual([0]);
  });

  it('leaves open what it is a further line of', () => {
    expect(dropped([opened({ events: ['load', 'import'] }), opened({ events: ['load'] })], { events: [] }, { events: ['other', 'import'] })).toEqual([0]);
  });
});
