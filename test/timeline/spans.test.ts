import { describe, expect, it } from 'vitest';
import type { Signal } from '../../src/model/signal.js';
import type { Entry } from '../../src/timeline/entry.js';
import { accountWithoutClock } from '../../src/timeline/phases.js';
import { type RawSpan, spansOf } from '../../src/timeline/spans.js';
import { entriesOf, type GivenEntry, linesOf } from './entries.js';
import { signal } from './given.js';

const starts = (key = 'load', mayBeLone = false): Signal['extent'] => ({ kind: 'starts', key, ...(mayBeLone && { mayBeLone }) });
const ends = (key = 'load', mayBeLone = false): Signal['extent'] => ({ kind: 'ends', key, ...(mayBeLone && { mayBeLone }) });
const begin = (given: GivenEntry = {}): GivenEntry => ({ id: 'x/begin', phase: 'weights-load', extent: starts(), ...given });
const end = (given: GivenEntry = {}): GivenEntry => ({ id: 'x/end', phase: 'weights-load', extent: ends(), ...given });
const stated = (seconds: number, given: GivenEntry = {}): GivenEntry => ({
  id: 'x/stated',
  phase: 'weights-load',
  extent: { kind: 'stated' },
  ...given,
  facts: { seconds, ...given.facts },
});

const spans = (...given: readonly GivenEntry[]): RawSpan[] => spansOf(entriesOf(...given));
/** Spans in short: how long, and the lines that show it. */
const told = (found: readonly RawSpan[]) => found.map(({ seconds, evidence }) => [seconds, ...linesOf(evidence)]);

describe('a start and its end', () => {
  it('are a span between their clocks, of what the two say', () => {
    const [span, ...others] = spans(
      begin({ at: 10, process: 'pid 1', events: ['model-load'], facts: { model: 'a', bytes: 1 }, scope: 'request' }),
      end({ at: 14, process: 'pid 1', events: ['worker-load'], facts: { bytes: 2 }, resolution: 0.5 }),
    );
    expect(others).toEqual([]);
    expect(span).toMatchObject({
      phase: 'weights-load',
      scope: 'request',
      seconds: 4,
      basis: 'measured',
      resolutionSeconds: 0.5,
      covers: { start: 10, end: 14 },
      start: 10,
      end: 14,
      isDated: true,
      process: 'pid 1',
      signal: 'x/begin',
      runtime: 'x',
      events: ['model-load', 'worker-load'],
      order: 1,
      openedAt: 0,
      partsSeconds: 0,
      nestedSeconds: 0,
      facts: { model: 'a', bytes: 2 },
    });
    expect(linesOf(span?.evidence ?? [])).toEqual([1, 2]);
    expect(span?.isLone).toBeUndefined();
  });

  it('belong together by their key', () => {
    expect(spans(begin({ at: 10 }), end({ at: 14, extent: ends('other') }))).toEqual([]);
  });

  it('belong together in one process first, and in any where one of the two names none', () => {
    const first = begin({ at: 10, process: 'pid 1' });
    const second = begin({ at: 11, process: 'pid 2' });
    expect(told(spans(first, second, end({ at: 14, process: 'pid 1' })))).toEqual([[4, 1, 3]]);
    expect(told(spans(first, second, end({ at: 14, process: 'pid 2' })))).toEqual([[3, 2, 3]]);
    expect(told(spans(first, end({ at: 14 })))).toEqual([[4, 1, 2]]);
    expect(told(spans(begin({ at: 10 }), end({ at: 14, process: 'pid 1' })))).toEqual([[4, 1, 2]]);
    expect(told(spans(first, end({ at: 14, process: 'pid 2' })))).toEqual([]);
    expect(told(spans(begin({ at: 9, extent: starts('other') }), first, end({ at: 14 })))).toEqual([[4, 2, 3]]);
  });

  it('are closed once', () => {
    expect(told(spans(begin({ at: 10 }), end({ at: 14 }), end({ at: 15 })))).toEqual([[4, 1, 2]]);
    expect(told(spans(begin({ at: 10, process: 'pid 1' }), end({ at: 14 }), end({ at: 15 })))).toEqual([[4, 1, 2]]);
  });

  it('begin anew where they are announced again, and go on where they are a wait', () => {
    expect(told(spans(begin({ at: 10 }), begin({ at: 12 }), end({ at: 14 })))).toEqual([[2, 2, 3]]);
    for (const phase of ['schedule', 'image'] as const) {
      const wait = { phase, at: 10 };
      expect(told(spans(begin(wait), begin({ ...wait, at: 12 }), end({ phase, at: 14 }), end({ phase, at: 15 })))).toEqual([[4, 1, 3]]);
    }
  });

  it('of one model belong together where both name one, the last of them', () => {
    const of = (model: string, at: number): GivenEntry => begin({ at, facts: { model } });
    expect(told(spans(of('a', 10), of('b', 11), end({ at: 14, facts: { model: 'a' } }), end({ at: 15, facts: { model: 'b' } })))).toEqual([
      [4, 1, 3],
      [4, 2, 4],
    ]);
    expect(told(spans(of('a', 10), of('a', 11), of('b', 12), end({ at: 14, facts: { model: 'a' } })))).toEqual([[3, 2, 4]]);
    expect(told(spans(of('a', 10), end({ at: 14, facts: { model: 'c' } })))).toEqual([[4, 1, 2]]);
  });

  it('are no span without a clock, against the clock, or without a phase', () => {
    expect(spans(begin(), end({ at: 14 }))).toEqual([]);
    expect(spans(begin({ at: 10 }), end())).toEqual([]);
    expect(spans(begin({ at: 10 }), end({ at: 9 }))).toEqual([]);
    expect(spans(begin({ at: 10, phase: null }), end({ at: 14 }))).toEqual([]);
    expect(told(spans(begin({ at: 10 }), end({ at: 10 })))).toEqual([[0, 1, 2]]);
  });

  it('are no span where neither has a clock of its own', () => {
    const entries = entriesOf(begin({ at: 10 }), end({ at: 14 }));
    const undated = (entry: Entry): Entry => ({ ...entry, tick: { ...entry.tick, isDated: false } });
    const [first, second] = entries as [Entry, Entry];
    expect(spansOf([undated(first), undated(second)])).toEqual([]);
    expect(spansOf([undated(first), second])).toHaveLength(1);
    expect(spansOf([first, undated(second)])).toHaveLength(1);
  });

  it('are no span of one step of a clock of whole minutes', () => {
    const minutes = (until: number) => spans(begin({ at: 0 }), end({ at: until, resolution: 60 }));
    expect(minutes(60)).toEqual([]);
    expect(told(minutes(120))).toEqual([[120, 1, 2]]);
    expect(told(spans(begin({ at: 0 }), end({ at: 1, resolution: 1 })))).toEqual([[1, 1, 2]]);
  });
});

describe('a stated duration', () => {
  it('ends at its line', () => {
    const [span] = spans(stated(3, { at: 10, process: 'pid 1', scope: 'request', events: ['model-load'] }));
    expect(span).toMatchObject({ seconds: 3, basis: 'stated', start: 7, end: 10, covers: { start: 7, end: 10 }, process: 'pid 1', scope: 'request' });
    expect(span).toMatchObject({ events: ['model-load'], order: 0, openedAt: 0, partsSeconds: 0, isDated: true, facts: { seconds: 3 } });
  });

  it('has no place where there is no clock', () => {
    expect(spans(stated(3))).toMatchObject([{ seconds: 3, start: null, end: null, covers: null, isDated: false }]);
  });

  it('adds the parts that its line lists beside it', () => {
    expect(told(spans(stated(3, { facts: { plusReadSeconds: 2, plusSeconds: 1, minusSeconds: 9, plusRead: 9, plusTextSeconds: '9' } })))).toEqual([[6, 1]]);
  });

  it('without a phase is none', () => {
    expect(spans(stated(3, { phase: null }))).toEqual([]);
    expect(spans({ phase: 'compile', facts: { seconds: '3' } })).toEqual([]);
  });

  it('at the end of a step counts before the clock, and shows the start too', () => {
    const [span, ...others] = spans(
      begin({ at: 10, scope: 'request', events: ['model-load'], facts: { model: 'a' } }),
      end({ at: 14, phase: null, events: ['worker-load'], facts: { seconds: 3.5 } }),
    );
    expect(others).toEqual([]);
    expect(span).toMatchObject({ phase: 'weights-load', scope: 'request', seconds: 3.5, basis: 'stated', start: 10.5, end: 14, order: 1, openedAt: 0 });
    expect(span).toMatchObject({ events: ['model-load', 'worker-load'], facts: { model: 'a', seconds: 3.5 } });
    expect(linesOf(span?.evidence ?? [])).toEqual([2, 1]);
  });

  it('may stand at the start of a step', () => {
    expect(spans(begin({ at: 10, facts: { seconds: 3 } }), end({ at: 14 }))).toMatchObject([{ seconds: 3, basis: 'stated' }]);
  });

  it('was begun where its start lies, unless that is far before', () => {
    const openedAt = (from: number | null, to: number | null) => spans(begin({ at: from }), end({ at: to, facts: { seconds: 10 } }))[0]?.openedAt;
    expect(openedAt(0, 17)).toBe(0);
    expect(openedAt(0, 17.1)).toBe(1);
    expect(openedAt(null, 17.1)).toBe(0);
    expect(openedAt(0, null)).toBe(0);
  });
});

describe('a total', () => {
  const total = (seconds: number, given: GivenEntry = {}): GivenEntry => stated(seconds, { id: 'x/total', totals: ['x/part', 'x/other'], ...given });
  const part = (seconds: number, given: GivenEntry = {}): GivenEntry => stated(seconds, { id: 'x/part', ...given });
  const parts = (...given: readonly GivenEntry[]): number | undefined => spans(...given).at(-1)?.partsSeconds;

  it('sums up the parts in its process since the last such total', () => {
    expect(parts(part(2), stated(1, { id: 'x/other' }), stated(5), total(4))).toBe(3);
    expect(parts(part(2, { process: 'pid 1' }), part(3), total(4))).toBe(3);
    expect(parts(part(2), total(2), part(1), total(1))).toBe(1);
  });

  it('counts parts that nest once on the clock', () => {
    expect(parts(part(2, { at: 10 }), part(4, { at: 11 }), total(5, { at: 12 }))).toBe(4);
    expect(parts(part(2), part(4, { at: 11 }), total(5, { at: 12 }))).toBe(6);
  });

  it('counts with its parts of its own phase where there is no clock', () => {
    const seconds = (...given: readonly GivenEntry[]): number =>
      accountWithoutClock(spans(...given).map((span) => ({ ...span, runtime: 'x', scope: 'startup' }))).attributedSeconds;
    expect(seconds(part(8), total(14))).toBe(14);
    expect(seconds(part(8), total(6))).toBe(8);
    expect(seconds(part(8, { phase: 'tokenizer' }), total(14))).toBe(14);
  });

  it('covers only what its parts do not', () => {
    expect(spans(part(2, { at: 10 }), total(5, { at: 12 })).at(-1)).toMatchObject({ covers: { start: 9, end: 12 }, start: 7 });
    expect(spans(part(6, { at: 10 }), total(5, { at: 12 })).at(-1)).toMatchObject({ covers: { start: 12, end: 12 } });
  });
});

describe('a stretch up to a neighbour', () => {
  const between = (given: GivenEntry, neighbourAt: number | null, closedBy: readonly Signal[] = []): RawSpan[] => {
    const [entry, other] = entriesOf(given, { at: neighbourAt }) as [Entry, Entry];
    return spansOf([{ ...entry, neighbour: neighbourAt === null ? null : other.tick, closedBy }]);
  };
  const closing = (given: GivenEntry): Signal => (entriesOf(given)[0] as Entry).signal;

  it('reaches to the next record, or back to an earlier one', () => {
    expect(between({ phase: 'process', at: 10, extent: { kind: 'until-next' } }, 13)).toMatchObject([{ seconds: 3, start: 10, end: 13 }]);
    for (const kind of ['since-previous', 'since-boot', 'since-first'] as const)
      expect(between({ phase: 'process', at: 10, extent: { kind } }, 4)).toMatchObject([{ seconds: 6, start: 4, end: 10 }]);
  });

  it('is what a progress bar states that has a clock of its own', () => {
    const bar: GivenEntry = { phase: 'weights-load', extent: { kind: 'until-next' }, facts: { barSeconds: 7 } };
    expect(between({ ...bar, at: 10 }, 10)).toMatchObject([{ seconds: 7, start: 3, end: 10, basis: 'stated' }]);
  });

  it('is what a full bar states after which no clock goes on, once for each bar', () => {
    const bar = (seconds: number): GivenEntry => ({ id: 'x/bar', phase: 'compile', at: null, extent: { kind: 'until-next' }, facts: { barSeconds: seconds } });
    expect(between({ ...bar(9), at: 10 }, null)).toMatchObject([{ seconds: 9, basis: 'stated' }]);
    expect(spansOf(entriesOf(bar(7), bar(9), bar(8)))).toMatchObject([{ seconds: 9, basis: 'stated' }]);
    expect(spansOf(entriesOf(bar(0)))).toEqual([]);
  });

  it('of a bar without a clock does not begin before the log', () => {
    const bar: GivenEntry = { phase: 'weights-load', at: 30, dated: false, extent: { kind: 'until-next' }, facts: { barSeconds: 40 } };
    const placed = (first: number) => spansOf(entriesOf({ at: first }, { ...bar }));
    expect(placed(20)).toMatchObject([{ seconds: 40, start: 30, end: 70, covers: { start: 30, end: 70 } }]);
    expect(placed(-15)).toMatchObject([{ seconds: 40, start: -10, end: 30, covers: { start: -10, end: 30 } }]);
  });

  it('is none where there is no neighbour', () => {
    expect(between({ phase: 'process', at: 10, extent: { kind: 'until-next' } }, null)).toEqual([]);
    expect(between({ phase: 'process', at: 10, extent: { kind: 'since-previous' } }, null)).toEqual([]);
    expect(between({ phase: 'process', at: 10, extent: null }, 13)).toEqual([]);
  });

  it('of imports was spent on a model where it ends with one loaded', () => {
    const until = (phase: 'process' | 'compile', given: GivenEntry) =>
      between({ phase, at: 10, events: ['import'], extent: { kind: 'until-next' } }, 13, [closing(given)]).map((span) => [span.phase, ...span.events]);
    expect(until('process', { events: ['model-load'] })).toEqual([['weights-load', 'model-load']]);
    expect(until('process', { events: ['warmup'] })).toEqual([['process', 'import']]);
    expect(until('process', { events: ['model-load'], facts: { seconds: 1 } })).toEqual([['process', 'import']]);
    expect(until('process', { events: ['model-load'], extent: starts() })).toEqual([['process', 'import']]);
    expect(until('compile', { events: ['model-load'] })).toEqual([['compile', 'import']]);
  });

  it('of which one end is told may be a step of its own', () => {
    const loneEnd = (mayBeLone: boolean) => between(end({ at: 10, extent: ends('load', mayBeLone) }), 4);
    expect(loneEnd(true)).toMatchObject([{ seconds: 6, isLone: true }]);
    expect(loneEnd(false)).toEqual([]);
    const loneStart = (mayBeLone: boolean) => between(begin({ at: 10, extent: starts('load', mayBeLone) }), 13);
    expect(loneStart(true)).toMatchObject([{ seconds: 3, isLone: true }]);
    expect(loneStart(false)).toEqual([]);
  });
});

describe('who is ready', () => {
  const ready = (given: GivenEntry = {}): GivenEntry => ({ id: 'x/ready', milestone: 'ready', ...given });

  it('is through with the load or warmup that the record right before began', () => {
    expect(told(spans(begin({ at: 10 }), ready({ at: 14 })))).toEqual([[4, 1, 2]]);
    expect(told(spans(begin({ at: 10, phase: 'warmup' }), ready({ at: 14 })))).toEqual([[4, 1, 2]]);
    expect(told(spans(begin({ at: 10, phase: 'compile' }), ready({ at: 14 })))).toEqual([]);
    expect(told(spans(begin({ at: 10 }), ready({ at: 14, position: 3 })))).toEqual([]);
    expect(told(spans(begin({ at: 10 }), { ...ready({ at: 14 }), milestone: 'listening' }))).toEqual([]);
  });

  it('leaves what others began earlier open', () => {
    expect(told(spans(begin({ at: 8 }), begin({ at: 10 }), ready({ at: 14 }), end({ at: 20 })))).toEqual([
      [4, 2, 3],
      [12, 1, 4],
    ]);
  });
});

describe('spans', () => {
  it('are given in the order of their lines', () => {
    const found = spans(begin({ at: 1, process: 'pid 1' }), stated(1, { at: 2 }), end({ at: 3, process: 'pid 1' }), { ...signal({ id: 'x/nothing' }) });
    expect(found.map(({ order }) => order)).toEqual([1, 2]);
  });

  it('forget the first of more than a hundred open starts', () => {
    const open = Array.from({ length: 101 }, (_, at) => begin({ at }));
    const closed = Array.from({ length: 101 }, () => end({ at: 200 }));
    expect(spans(...open, ...closed)).toHaveLength(100);
  });
});
