import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/timeline/entry.js';
import { outcomeOf } from '../../src/timeline/outcome.js';
import { entriesOf, type GivenEntry, linesOf } from './entries.js';

const told = (given: readonly GivenEntry[], { records = given.length, ready = null as number | null } = {}) => {
  const entries = entriesOf(...given);
  const { kind, evidence } = outcomeOf(entries, records, ready === null ? null : (entries[ready] as Entry));
  return [kind, linesOf(evidence)];
};

const fails: GivenEntry = { boot: 'fails' };
const error: GivenEntry = { events: ['uncaught-error'] };
const wait: GivenEntry = { events: ['scheduling-wait'] };

describe('a start', () => {
  it('has failed where it says so and did not get ready afterwards, by the first eight of its lines', () => {
    expect(told([{}, fails, fails])).toEqual(['failed', [2, 3]]);
    expect(told([fails, { milestone: 'ready' }], { ready: 1 })).toEqual(['running', []]);
    expect(told([{ milestone: 'ready' }, fails], { ready: 0 })).toEqual(['failed', [2]]);
    expect(told(Array.from({ length: 10 }, () => fails))).toEqual(['failed', [1, 2, 3, 4, 5, 6, 7, 8]]);
  });

  it('has failed by a plain word of it unless more than a hundred records follow', () => {
    const word: GivenEntry = { boot: 'may-fail' };
    expect(told([word], { records: 101 })).toEqual(['failed', [1]]);
    expect(told([word], { records: 102 })).toEqual(['running', []]);
    expect(told([fails], { records: 102 })).toEqual(['failed', [1]]);
  });

  it.each(['uncaught-error', 'start-error', 'interrupted'])('has failed where its last words are of an error: %s', (event) => {
    expect(told([{}, { events: [event] }, {}])).toEqual(['failed', [2]]);
  });

  it.each(['last-error', 'oom-device', 'oom-host'])('has failed by what many a start goes on after only where that is its last word: %s', (event) => {
    expect(told([{}, { events: [event] }])).toEqual(['failed', [2]]);
    expect(told([{ events: [event] }, {}, {}, {}, {}])).toEqual(['running', []]);
  });

  it('has not where more than twenty records follow, or it got ready', () => {
    expect(told([error], { records: 21 })).toEqual(['failed', [1]]);
    expect(told([error], { records: 22 })).toEqual(['running', []]);
    expect(told([error, { milestone: 'ready' }], { ready: 1 })).toEqual(['running', []]);
  });

  it('has not where the service answers well after its error', () => {
    const answer = (status: number): GivenEntry => ({ events: ['http-answer'], facts: { status } });
    expect(told([{ milestone: 'ready' }, fails, answer(200)], { ready: 0 })).toEqual(['running', []]);
    expect(told([fails, answer(304)])).toEqual(['running', []]);
    expect(told([fails, answer(503)])).toEqual(['failed', [1]]);
    expect(told([answer(200), fails])).toEqual(['failed', [2]]);
  });

  it('has failed where it opened without a model and the load that was asked for failed', () => {
    const empty: GivenEntry = { milestone: 'ready' };
    const load: GivenEntry = { phase: 'weights-load', events: ['model-load'] };
    const failed: GivenEntry = { phase: 'weights-load', events: ['start-error'] };
    expect(told([empty, load, failed], { ready: 0 })).toEqual(['failed', [3]]);
    expect(told([load, empty, load, failed], { ready: 1 })).toEqual(['running', []]);
    expect(told([empty, load, failed, load], { ready: 0 })).toEqual(['running', []]);
    expect(told([empty, load, { events: ['start-error'] }], { ready: 0 })).toEqual(['running', []]);
  });

  it('has failed where it opened although each load before that had failed, unless one comes through or it answers', () => {
    const ready: GivenEntry = { milestone: 'ready' };
    const begun: GivenEntry = { phase: 'weights-load', events: ['model-load'], extent: { kind: 'starts', key: 'model' } };
    const loaded: GivenEntry = { phase: 'weights-load', events: ['model-load'], extent: { kind: 'ends', key: 'model' } };
    const failed: GivenEntry = { phase: 'weights-load', events: ['start-error'] };
    expect(told([begun, failed, begun, failed, ready], { ready: 4 })).toEqual(['failed', [2, 4]]);
    expect(told([begun, failed, begun, loaded, ready], { ready: 4 })).toEqual(['running', []]);
    expect(told([failed, ready, loaded], { ready: 1 })).toEqual(['running', []]);
    expect(told([failed, ready, { request: 'ends', events: ['http-answer'], facts: { status: 200 } }], { ready: 1 })).toEqual(['running', []]);
    expect(told([{ events: ['start-error'] }, ready], { ready: 1 })).toEqual(['running', []]);
  });

  it('has failed where after its error an image is pulled anew, unless the error was that of a pull', () => {
    const pulled: GivenEntry = { phase: 'image', events: ['image-pull'] };
    expect(told([{ events: ['start-error'] }, pulled])).toEqual(['failed', [1]]);
    expect(told([{ phase: 'image', events: ['start-error'] }, pulled])).toEqual(['running', []]);
  });

  it.each([{ milestone: 'listening' }, { request: 'ends' }, { phase: 'compile' }] as const)('goes on after an error with %j', (next) => {
    expect(told([error, next])).toEqual(['running', []]);
    expect(told([next, error])).toEqual(['failed', [2]]);
  });

  it('has not where what follows says that it goes on: a phase, or a slower provider in the place of the one that failed', () => {
    expect(told([{}, error, { phase: 'weights-load' }])).toEqual(['running', []]);
    expect(told([{}, error, { events: ['provider-fallback'] }])).toEqual(['running', []]);
    expect(told([{ phase: 'weights-load' }, error, { events: ['import'] }])).toEqual(['failed', [2]]);
  });

  it('has failed that nothing but its wait for a place is known of', () => {
    expect(told([{ phase: 'schedule' }, wait, { isHeartbeat: true }, wait, { events: ['killed'] }, { boot: 'ends' }, wait, wait])).toEqual([
      'failed',
      [2, 4, 7],
    ]);
    expect(told([wait, { phase: 'compile' }])).toEqual(['running', []]);
  });

  it('was stopped where it was told to', () => {
    const end: GivenEntry = { boot: 'ends' };
    expect(told([end, {}, end, end, end])).toEqual(['stopped', [1, 3, 4]]);
    expect(told([{}])).toEqual(['running', []]);
  });
});
