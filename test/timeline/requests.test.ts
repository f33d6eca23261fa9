import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/timeline/entry.js';
import { coldest, firstCome, isAnswered, type PlacedRequest, requestsOf, shapeOf } from '../../src/timeline/requests.js';
import { entriesOf, type GivenEntry as Given, linesOf } from './entries.js';

const starts = (given: Given = {}): Given => ({ request: 'starts', ...given });
const ends = (given: Given = {}): Given => ({ request: 'ends', ...given });
const token = (given: Given = {}): Given => ({ request: 'first-token', ...given });
const requests = (...given: readonly Given[]): PlacedRequest[] => requestsOf(entriesOf(...given));
const secondsOf = (all: readonly PlacedRequest[]): (number | null)[] => all.map(({ seconds }) => seconds);

describe('a request', () => {
  it('takes what its end states, else the time from its start to its end', () => {
    expect(secondsOf(requests(starts({ at: 10.5 }), ends({ at: 12 })))).toEqual([1.5]);
    expect(secondsOf(requests(starts({ at: 10.5 }), ends({ at: 12, facts: { seconds: 1.2 } })))).toEqual([1.2]);
    expect(secondsOf(requests(starts(), ends({ at: 12 })))).toEqual([null]);
    expect(secondsOf(requests(starts({ at: 12 }), ends()))).toEqual([null]);
  });

  it('is one where two signals read its line, with the time that either gives', () => {
    const [begun, end, timed] = entriesOf(starts(), ends({ at: 12 }), ends({ at: 12, facts: { seconds: 1.2 } }));
    const [first, plain, echo] = [begun, end, timed && end && { ...timed, tick: end.tick }] as Entry[];
    expect(secondsOf(requestsOf([first, plain, echo] as Entry[]))).toEqual([1.2]);
    expect(secondsOf(requestsOf([first, echo, plain] as Entry[]))).toEqual([1.2]);
    expect(requestsOf([first, plain, plain] as Entry[])).toHaveLength(1);
    expect(requestsOf([first, plain, echo] as Entry[])[0]?.startOrder).toBe(0);
  });

  it('takes no time that two lines of one whole second would tell, and none backwards', () => {
    expect(secondsOf(requests(starts({ at: 12 }), ends({ at: 12, resolution: 1 })))).toEqual([null]);
    expect(secondsOf(requests(starts({ at: 12 }), ends({ at: 12, resolution: 0.5 })))).toEqual([0]);
    expect(secondsOf(requests(starts({ at: 12 }), ends({ at: 13, resolution: 1 })))).toEqual([1]);
    expect(secondsOf(requests(starts({ at: 12 }), ends({ at: 11 })))).toEqual([null]);
  });

  it('began as long before its end as it took, where only that is logged', () => {
    const [request] = requests(ends({ at: 12, facts: { seconds: 1.5 } }));
    expect([request?.start, request?.end, request?.startOrder, request?.endOrder, linesOf(request?.evidence ?? [])]).toEqual([10.5, 12, null, 0, [1]]);
    expect(requests(ends({ at: 12 }))[0]?.start).toBeNull();
    expect(requests(ends({ facts: { seconds: 1 } }))[0]?.start).toBeNull();
  });

  it('has its end, then its start, as evidence', () => {
    const [request] = requests(starts({ at: 1 }), ends({ at: 2 }));
    expect([linesOf(request?.evidence ?? []), request?.startOrder, request?.endOrder]).toEqual([[2, 1], 0, 1]);
  });

  it('that never ended comes last, a hundred of them at most', () => {
    const [done, open] = requests(starts({ at: 1, id: 'x/a', runtime: 'a' }), starts({ at: 2 }), ends({ at: 3 }));
    expect([done?.seconds, done?.endOrder, open?.seconds, open?.end, open?.endOrder, open?.startOrder]).toEqual([1, 2, null, null, null, 0]);
    expect(requests(...Array.from({ length: 120 }, () => starts()))).toHaveLength(100);
  });

  it('is one of five thousand', () => {
    expect(requests(...Array.from({ length: 5010 }, () => ends({ facts: { seconds: 1 } })))).toHaveLength(5000);
  });
});

describe('the start of a request that ends', () => {
  it('is the one of its id, in its runtime', () => {
    const of = (request: string, at: number): Given => ({ at, facts: { request } });
    expect(secondsOf(requests(starts(of('a', 1)), starts(of('b', 2)), ends(of('b', 9)), ends(of('a', 10))))).toEqual([7, 9]);
    expect(secondsOf(requests(starts({ ...of('a', 1), runtime: 'other' }), ends(of('a', 9)), ends({ ...of('a', 11), runtime: 'other' })))).toEqual([10]);
  });

  it('is none of another id', () => {
    expect(requests(starts({ at: 1, facts: { request: 'a' } }), ends({ at: 9, facts: { request: 'b' } })).map(({ startOrder }) => startOrder)).toEqual([
      null,
      0,
    ]);
  });

  it('is else the oldest of its process and runtime, used once', () => {
    expect(secondsOf(requests(starts({ at: 1 }), starts({ at: 2 }), ends({ at: 4 }), ends({ at: 7 })))).toEqual([3, 5]);
    expect(
      secondsOf(requests(starts({ at: 1, process: 'p' }), starts({ at: 2, process: 'q' }), ends({ at: 4, process: 'q' }), ends({ at: 9, process: 'p' }))),
    ).toEqual([2, 8]);
    expect(secondsOf(requests(starts({ at: 1, process: 'p' }), ends({ at: 4 })))).toEqual([3]);
    expect(secondsOf(requests(starts({ at: 1 }), ends({ at: 4, process: 'p' })))).toEqual([3]);
    expect(requests(starts({ at: 1, process: 'p' }), ends({ at: 4, process: 'q' })).map(({ startOrder }) => startOrder)).toEqual([null, 0]);
    expect(requests(starts({ at: 1, runtime: 'a' }), ends({ at: 4, runtime: 'b' })).map(({ startOrder }) => startOrder)).toEqual([null, 0]);
  });

  it('of an end without an id is one with an id too, and the other way round', () => {
    expect(secondsOf(requests(starts({ at: 1, facts: { request: 'a' } }), ends({ at: 4 })))).toEqual([3]);
    expect(secondsOf(requests(starts({ at: 1 }), ends({ at: 4, facts: { request: 'a' } })))).toEqual([3]);
  });
});

describe('the first token', () => {
  const firstTokens = (...given: readonly Given[]) => requests(...given).map(({ firstTokenSeconds }) => firstTokenSeconds);

  it('comes when its line says, after the start', () => {
    expect(firstTokens(starts({ at: 1 }), token({ at: 1.25 }), ends({ at: 3 }))).toEqual([0.25]);
    expect(firstTokens(starts({ at: 1 }), token({ at: 1.25, facts: { firstTokenSeconds: 0.2 } }), ends({ at: 3 }))).toEqual([0.2]);
    expect(firstTokens(starts({ at: 1 }), token({ at: 1.25 }))).toEqual([0.25]);
    expect(firstTokens(starts({ at: 1 }), token(), ends({ at: 3 }))).toEqual([null]);
  });

  it('is that of the end, where the end states it', () => {
    expect(firstTokens(starts({ at: 1 }), token({ at: 1.25 }), ends({ at: 3, facts: { firstTokenSeconds: 0.3 } }))).toEqual([0.3]);
    expect(firstTokens(ends({ at: 3, facts: { firstTokenSeconds: 0.3 } }))).toEqual([0.3]);
  });

  it('of no known start is nobody’s', () => {
    expect(firstTokens(token({ at: 1.25, facts: { firstTokenSeconds: 0.2 } }), ends({ at: 3 }))).toEqual([null]);
  });
});

describe('what a request says', () => {
  const one = (facts: NonNullable<Given['facts']>): PlacedRequest => requests(ends({ facts }))[0] as PlacedRequest;

  it.each([
    [200, 200],
    ['404', 404],
    ['OK', 'ok'],
    ['2000', 'ok'],
    ['1200', 'ok'],
    ['abc', 'ok'],
    ['Failed', 'failed'],
    ['errored', 'failed'],
    ['no failure', 'ok'],
    ['an err', 'ok'],
  ] as const)('of its status by %j is %j', (status, told) => expect(one({ status }).status).toBe(told));

  it('of its path, shape and tokens is taken from start and end', () => {
    const [request] = requests(starts({ facts: { path: '/a', batch: 2, tokens: 5 } }), ends({ facts: { sequence: 64, tokens: 7 } }));
    expect([request?.path, request?.shape, request?.tokens, request?.status]).toEqual(['/a', { batch: 2, sequence: 64 }, 7, null]);
    expect(one({ path: 3 }).path).toBeNull();
    expect(shapeOf({ batch: 1, sequence: 2, height: 3, width: 4 })).toEqual({ batch: 1, sequence: 2, height: 3, width: 4 });
    expect(shapeOf({ seconds: 1 })).toBeNull();
  });

  it('makes it one of a kind: by signal, path, bucket, batch, height and width', () => {
    const facts = { path: '/a', bucket: 1, batch: 2, height: 3, width: 4 };
    const kind = (changed: object, id = 'x/a'): string => requests(ends({ id, facts: { ...facts, ...changed } }))[0]?.kind ?? '';
    const kinds = [kind({}), kind({}, 'x/b'), ...['path', 'bucket', 'batch', 'height', 'width'].map((name) => kind({ [name]: '9' }))];
    expect(new Set(kinds).size).toBe(7);
    expect(kind({ sequence: 5, tokens: 6 })).toBe(kind({}));
    expect(requests(starts({ id: 'x/start' }), ends({ id: 'x/end' }))[0]?.kind).toBe(requests(ends({ id: 'x/end' }))[0]?.kind);
    expect(requests(starts({ id: 'x/start' }))[0]?.kind).toMatch(/^x\/start\n/);
    expect(one({}).kind).toBe('x/signal\n\n\n\n\n');
  });

  it('without a duration is an echo where others have one', () => {
    expect(secondsOf(requests(ends({ at: 1 }), ends({ at: 2 })))).toEqual([null, null]);
    expect(secondsOf(requests(ends({ at: 1 }), ends({ at: 2, facts: { seconds: 1 } })))).toEqual([1]);
    expect(secondsOf(requests(ends({ at: 2, facts: { seconds: 1 } }), starts({ at: 3 })))).toEqual([1, null]);
  });
});

describe('an answer', () => {
  it.each([
    [null, true],
    ['ok', true],
    [200, true],
    [399, true],
    [400, false],
    [500, false],
    ['failed', false],
  ] as const)('of status %j is one: %j', (status, expected) => expect(isAnswered({ ...(requests(ends())[0] as PlacedRequest), status })).toBe(expected));
});

describe('the request that came first', () => {
  const timed = (from: number | null, to: number | null, facts: NonNullable<Given['facts']> = {}): Given =>
    ends({ at: to, facts: { ...facts, ...(from === null || to === null ? {} : { seconds: to - from }) } });
  const first = (...given: readonly Given[]): number | null | undefined => firstCome(requests(...given))?.endOrder;

  it('is the first to be answered', () => {
    expect(first(timed(1.5, 2.5), timed(3.5, 4.5))).toBe(0);
    expect(first(timed(1.5, 2.5, { status: 500 }), timed(3.5, 4.5))).toBe(1);
    expect(first(timed(1.5, 2.5, { status: 500 }))).toBeUndefined();
    expect(first(starts({ at: 1 }))).toBeUndefined();
  });

  it('is one answered later that was there before it, of its kind', () => {
    expect(first(timed(1.5, 2.5), timed(1.25, 4.5), timed(1.125, 5.5))).toBe(2);
    expect(first(timed(1.5, 2.5), timed(1.125, 4.5), timed(1.25, 5.5))).toBe(1);
    expect(first(timed(1.5, 2.5), timed(1.25, 4.5, { batch: 9 }))).toBe(0);
    expect(first(timed(1.5, 2.5), timed(1.5, 4.5))).toBe(0);
  });

  it('is told by clocks of more than whole seconds alone', () => {
    expect(first(timed(2, 3.5), timed(1.5, 4.5))).toBe(0);
    expect(first(timed(2.5, 3.5), timed(1, 4.5))).toBe(0);
    expect(first(timed(2.5, 3), timed(1.5, 4.5))).toBe(0);
    expect(first(timed(null, null), timed(1.5, 4.5))).toBe(1);
  });
});

describe('the coldest kind of request', () => {
  const took = (seconds: number, facts: NonNullable<Given['facts']> = {}, given: Given = {}): Given => ends({ ...given, facts: { seconds, ...facts } });
  const pair = (...given: readonly Given[]) => {
    const found = coldest(requests(...given));
    return found === null ? null : [found.seconds, found.steadySeconds, linesOf(found.evidence)];
  };

  it('is the first of it against the median of the later ones', () => {
    expect(pair(took(9), took(1), took(2), took(3))).toEqual([9, 2, [1]]);
    expect(pair(took(9))).toBeNull();
    expect(pair(took(9), took(0))).toBeNull();
    expect(pair()).toBeNull();
  });

  it('is the one of the worst ratio; of equal ones the first', () => {
    expect(pair(took(9, { batch: 1 }), took(3, { batch: 1 }), took(8, { batch: 2 }), took(1, { batch: 2 }))).toEqual([8, 1, [3]]);
    expect(pair(took(8, { batch: 1 }), took(1, { batch: 1 }), took(9, { batch: 2 }), took(3, { batch: 2 }))).toEqual([8, 1, [1]]);
    expect(pair(took(4, { batch: 1 }), took(2, { batch: 1 }), took(2, { batch: 2 }), took(1, { batch: 2 }))).toEqual([4, 2, [1]]);
  });

  it('has answered requests alone', () => {
    expect(pair(took(9), took(1, { status: 500 }), took(3))).toEqual([9, 3, [1]]);
  });

  it('has lengths of its own where they repeat', () => {
    expect(pair(took(9, { sequence: 8 }), took(5, { sequence: 8 }), took(1, { sequence: 4 }), took(1, { sequence: 4 }))).toEqual([9, 5, [1]]);
    expect(pair(took(9, { sequence: 8 }), took(5, { sequence: 7 }), took(1, { sequence: 4 }), took(1, { sequence: 3 }))).toEqual([9, 1, [1]]);
    expect(pair(took(9), took(4, { sequence: 5 }), took(2, { sequence: 5 }))).toEqual([4, 2, [2]]);
  });

  it('is none of a length that takes its time: the next one, as long and as slow, is what it is held against', () => {
    const long = { tokens: 100 };
    const one = (seconds: number, facts: NonNullable<Given['facts']>, at: number | null = null) => took(seconds, facts, { at });
    expect(pair(one(10, long), one(8, { tokens: 80 }), one(1, {}), one(1, {}))).toEqual([10, 8, [1]]);
    expect(pair(one(10, long), one(8, { tokens: 79 }), one(1, {}), one(1, {}))).toEqual([10, 1, [1]]);
    expect(pair(one(10, long), one(7.9, long), one(1, {}), one(1, {}))).toEqual([10, 1, [1]]);
    expect(pair(one(10, {}), one(9, long), one(1, {}), one(1, {}))).toEqual([10, 1, [1]]);
    expect(pair(one(10, long), one(9, {}), one(1, {}), one(1, {}))).toEqual([10, 1, [1]]);
    expect(pair(one(10, long, 100), one(9, long, 109), one(1, {}), one(1, {}))).toEqual([10, 9, [1]]);
    expect(pair(one(10, long, 100), one(9, long, 108), one(1, {}), one(1, {}))).toEqual([10, 1, [1]]);
    expect(pair(one(10, long), one(9, long, 108), one(1, {}), one(1, {}))).toEqual([10, 9, [1]]);
  });
});
