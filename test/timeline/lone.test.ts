import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/timeline/entry.js';
import { endOfLone, startOfLone } from '../../src/timeline/lone.js';
import { entriesOf, type GivenEntry } from './entries.js';
import { record } from './given.js';

/** A step that was begun at second 1,000, its next record `seconds` later, and what that and the entries behind it say. */
const begun = (seconds: number | null, closing: readonly GivenEntry[] = [], later: readonly GivenEntry[] = []): number | null => {
  const [start, ...others] = entriesOf({ at: 1000, phase: 'weights-load' }, ...closing.map((one) => ({ at: 1000, ...one })), ...later) as [Entry, ...Entry[]];
  const closers = others.slice(0, closing.length);
  const neighbour = seconds === null ? null : { ...start.tick, time: 1000 + seconds };
  const end = endOfLone(
    { ...start, neighbour, closedBy: closers.map(({ signal }) => signal) },
    closing.length > 0 ? [start, ...others.slice(closing.length)] : [start, ...others],
  );
  return end === null ? null : (end.time ?? 0) - 1000;
};

describe('the end of a step that only its beginning tells of', () => {
  it.each([
    [120, 120],
    [121, null],
  ])('is the next record, if that is no later than %i s', (seconds, end) => {
    expect(begun(seconds)).toBe(end);
  });

  it.each<[string, GivenEntry]>([
    ['a phase', { phase: 'warmup' }],
    ['a milestone', { milestone: 'ready' }],
    ['an event', { events: ['model-load'] }],
  ])('may be a quarter of an hour away where the next record tells of %s', (_, one) => {
    expect([begun(900, [one]), begun(901, [one])]).toEqual([900, null]);
    expect(begun(900, [{}, one])).toBe(900);
  });

  it.each<[string, GivenEntry]>([
    ['a phase', { phase: 'warmup' }],
    ['a milestone', { milestone: 'ready' }],
  ])('may be as far away where the start goes on with %s', (_, one) => {
    expect(begun(900, [], [{}, one])).toBe(900);
    expect(begun(900, [], [{}, one, { request: 'ends' }])).toBe(900);
  });

  it('may not be as far away where a request comes first, or nothing', () => {
    expect(begun(900, [], [{ request: 'ends' }, { phase: 'warmup' }])).toBeNull();
    expect(begun(900, [], [{ events: ['model-load'] }])).toBeNull();
    expect(begun(900, [{}])).toBeNull();
  });

  it.each<[string, GivenEntry]>([
    ["a request's", { request: 'starts' }],
    ["a process's start", { boot: 'starts' }],
    ["a process's end", { boot: 'ends' }],
    ['an answer', { events: ['other', 'http-answer'] }],
    ['a failure', { events: ['start-error'] }],
    ['an installation', { events: ['package-install'] }],
  ])('is unknown where the next record is %s', (_, one) => {
    expect(begun(5, [one])).toBeNull();
    expect(begun(5, [{ phase: 'warmup' }, one])).toBeNull();
  });

  it('is unknown where there is no next record, or no clock', () => {
    expect(begun(null)).toBeNull();
    const [undated] = entriesOf({ at: null }) as [Entry];
    expect(endOfLone({ ...undated, neighbour: { ...undated.tick, time: 5 } }, [])).toBeNull();
  });
});

/** A step that was over at second 1,000, its record before so many seconds earlier, and what that says. */
const ended = (seconds: number | null, closing: readonly GivenEntry[] = [], text = 'before'): number | null => {
  const [end, ...others] = entriesOf({ at: 1000, id: 'x/loaded' }, ...closing) as [Entry, ...Entry[]];
  const neighbour = seconds === null ? null : { ...end.tick, time: 1000 - seconds, record: record({ line: 1, text }) };
  const start = startOfLone({ ...end, neighbour, closedBy: others.map(({ signal }) => signal) });
  return start === null ? null : 1000 - (start.time ?? 0);
};

describe('the beginning of a step that only its end tells of', () => {
  it('is the record before, if that is no longer than a quarter of an hour ago', () => {
    expect([ended(900), ended(901), ended(null)]).toEqual([900, null, null]);
  });

  it.each<[string, GivenEntry]>([
    ['ended the same step of another', { id: 'x/loaded' }],
    ['is of a request', { request: 'ends' }],
    ['ends a process', { boot: 'ends' }],
    ['is a milestone', { milestone: 'listening' }],
  ])('is unknown where that %s', (_, one) => {
    expect(ended(5, [one])).toBeNull();
  });

  it('is it where that says anything else', () => {
    expect(ended(5, [{ id: 'x/other', boot: 'starts', phase: 'warmup' }])).toBe(5);
  });

  it.each(['Connecting to redis', 'waiting for the database', 'Running migrations: migrating', 'pulling', 'Retrying'])(
    'is unknown where that begins another step: %s',
    (text) => {
      expect(ended(5, [], text)).toBeNull();
    },
  );

  it('is unknown without a clock', () => {
    const [undated] = entriesOf({ at: null }) as [Entry];
    expect(startOfLone({ ...undated, neighbour: { ...undated.tick, time: 5 } })).toBeNull();
  });
});
