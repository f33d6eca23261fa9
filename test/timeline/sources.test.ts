import { describe, expect, it } from 'vitest';
import type { Record } from '../../src/model/record.js';
import type { Signal } from '../../src/model/signal.js';
import { createTimeline, type Timeline } from '../../src/timeline/timeline.js';
import { ready, record, signal, start } from './given.js';

const epoch = 1_700_000_000;
const step = signal({ id: 'x/step' });

type Given = {
  readonly file: string;
  readonly at?: number | null;
  readonly labels?: Record['labels'];
  readonly replica?: string;
  readonly signals?: readonly Omit<Signal, 'record' | 'line'>[];
};

const pushed = (timeline: Timeline, given: readonly Given[]): Timeline => {
  given.forEach(({ file, at = null, labels = {}, replica = null, signals = [step] }, index) => {
    const stream = { replica, process: null };
    const one = record({ file, line: index + 1, time: at === null ? null : epoch + at, labels, stream });
    timeline.push(
      one,
      signals.map((of) => ({ ...of, record: one, line: one.line })),
      [],
    );
  });
  return timeline;
};

/** Boots in short: the file that each began in, and the lines between which it stands. */
const boots = (...given: readonly Given[]): string[] =>
  pushed(createTimeline([]), given)
    .end()
    .map(({ file, replica, start: begins, end }) => [replica, file, (begins ?? 0) - epoch, (end ?? 0) - epoch].filter((part) => part !== null).join(' '));

describe('the sources of a replica', () => {
  it('are its log alone where it names no pod', () => {
    expect(boots({ file: 'a.log', at: 0 }, { file: 'b.log', at: 5 })).toEqual(['a.log 0 0', 'b.log 5 5']);
    expect(boots({ file: 'a.log', at: 0, replica: 'one' }, { file: 'a.log', at: 5, replica: 'two' })).toEqual(['one a.log 0 0', 'two a.log 5 5']);
  });

  it('are all files that name its pod', () => {
    const labels = { pod: 'a-0' };
    expect(boots({ file: 'a.log', at: 0, labels }, { file: 'b.log', at: 5, labels })).toEqual(['a-0 a.log 0 5']);
    expect(boots({ file: 'a.log', at: 0, labels }, { file: 'b.log', at: 5, labels: { pod: 'b-0' } })).toEqual(['a-0 a.log 0 0', 'b-0 b.log 5 5']);
  });

  it('are the parts of a rotated log', () => {
    expect(boots({ file: 'a.log.1', at: 0 }, { file: 'a.log', at: 5 })).toEqual(['a.log.1 0 5']);
    expect(boots({ file: 'a.log.2', at: 0 }, { file: 'b.log', at: 2 }, { file: 'a.log.1', at: 5 })).toEqual(['a.log.2 0 5', 'b.log 2 2']);
  });

  it('are apart where the next one begins before the last, unless it is of another container', () => {
    const of = (container?: string) => ({ pod: 'a-0', ...(container !== undefined && { container }) });
    const pair = (first?: string, second?: string, at = 50) =>
      boots({ file: 'a.log', at: 100, labels: of(first) }, { file: 'b.log', at, labels: of(second) }).length;
    expect(pair('main', 'main')).toBe(2);
    expect(pair('main', 'init')).toBe(1);
    expect(pair('main')).toBe(2);
    expect(pair(undefined, 'main')).toBe(2);
    expect(pair()).toBe(2);
    expect(pair('main', 'main', 100)).toBe(1);
  });

  it('are apart where a part of a rotated log runs beside the one before by more than 2 s', () => {
    const next = (at: number, labels = {}) =>
      boots({ file: 'a.log.1', at: 0, labels }, { file: 'a.log.1', at: 100, labels }, { file: 'a.log', at, labels }).length;
    expect([50, 97, 98, 100, 101].map((at) => next(at))).toEqual([2, 2, 1, 1, 1]);
    expect(next(50, { pod: 'a-0' })).toBe(1);
  });

  it('are told by the first time in them, however late that comes', () => {
    const undated = (count: number): Given[] => Array.from({ length: count }, () => ({ file: 'a.log' }));
    const next = (count: number) => boots({ file: 'a.log.1', at: 0 }, { file: 'a.log.1', at: 100 }, ...undated(count), { file: 'a.log', at: 50 }).length;
    expect([0, 1, 200].map(next)).toEqual([2, 2, 2]);
    expect(next(201)).toBe(1);
  });

  it('without any time go on with the one before', () => {
    expect(boots({ file: 'a.log.1', at: 0 }, { file: 'a.log' }, { file: 'a.log' })).toEqual(['a.log.1 0 0']);
    expect(boots({ file: 'a.log.1', at: 0 }, { file: 'a.log' }, { file: 'b.log', at: 7 })).toEqual(['a.log.1 0 0', 'b.log 7 7']);
  });

  it('go on where they were, whichever comes up again', () => {
    const labels = { pod: 'a-0' };
    expect(
      boots({ file: 'a.log', at: 100, labels }, { file: 'b.log', at: 50, labels }, { file: 'a.log', at: 110, labels }, { file: 'b.log', at: 60, labels }),
    ).toEqual(['a-0 b.log 50 60', 'a-0 a.log 100 110']);
  });
});

describe('the boots of a timeline', () => {
  it('come in order of time, those of one time as they were given, and are numbered by file', () => {
    expect(boots({ file: 'b.log', at: 5 }, { file: 'a.log', at: 5 }, { file: 'c.log', at: 0 })).toEqual(['c.log 0 0', 'b.log 5 5', 'a.log 5 5']);
    const twice = ['one', 'two'].map((replica, at) => ({ file: 'a.log', at, replica }));
    expect(
      pushed(createTimeline([]), twice)
        .end()
        .map(({ id }) => id),
    ).toEqual(['a.log#1', 'a.log#2']);
  });

  it('are those in which something was read, where there is one', () => {
    const silent = (file: string): Given => ({ file, at: 0, signals: [] });
    expect(boots(silent('a.log'), { file: 'b.log', at: 5 }, silent('c.log'))).toEqual(['b.log 5 5']);
    expect(boots(silent('a.log'), silent('b.log'))).toEqual(['a.log 0 0']);
    expect(boots()).toEqual([]);
  });

  it('may be asked for while records still come', () => {
    const timeline = pushed(createTimeline([]), [
      { file: 'a.log', at: 0, signals: [start] },
      { file: 'a.log', at: 5, signals: [ready] },
      { file: 'a.log', at: 6 },
    ]);
    const early = timeline.boots();
    expect(early).toHaveLength(1);
    expect(timeline.end().map(({ timeToReadySeconds }) => timeToReadySeconds)).toEqual([5]);
  });

  it('leave nothing out where there are few', () => {
    expect(pushed(createTimeline([]), [{ file: 'a.log', at: 0 }]).leftOut()).toEqual({ records: 0, file: null });
  });
});

describe('a timeline', () => {
  const served = signal({ id: 'x/request', request: 'ends' });
  const steady = (file: string): Given[] => [
    { file, at: 0, signals: [start] },
    { file, at: 5, signals: [ready] },
    ...Array.from({ length: 200 }, (_, index) => ({ file, at: 6 + index, signals: [served] })),
  ];

  it('is steady once every replica is', () => {
    expect(createTimeline([]).isSteady()).toBe(false);
    expect(pushed(createTimeline([]), steady('a.log')).isSteady()).toBe(true);
    expect(pushed(createTimeline([]), steady('a.log').slice(0, 100)).isSteady()).toBe(false);
    expect(pushed(createTimeline([]), [...steady('a.log'), { file: 'b.log', at: 0, signals: [start] }]).isSteady()).toBe(false);
  });
});
