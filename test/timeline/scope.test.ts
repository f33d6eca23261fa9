import { describe, expect, it } from 'vitest';
import { type PlacedRequest, requestsOf } from '../../src/timeline/requests.js';
import { type Place, type ScopeContext, scopeOf } from '../../src/timeline/scope.js';
import { entriesOf } from './entries.js';

const [blank] = requestsOf(entriesOf({ request: 'ends' })) as [PlacedRequest];
const request = (given: Partial<PlacedRequest>): PlacedRequest => ({ ...blank, endOrder: null, ...given });

/** A step at places of the log, 10 to 12 if nothing else is said, without a clock. */
const step = (given: Partial<Place> = {}): Place => ({ opened: 10, closed: 12, start: null, end: null, isDated: true, isLoad: false, ...given });

const scope = (place: Place, requests: readonly PlacedRequest[], given: Partial<ScopeContext> = {}) =>
  scopeOf(place, { readyOrder: 5, readyTime: null, announcedOrder: null, answeredOrder: null, lazyFrom: null, requests, ...given });

describe('a step before ready', () => {
  it('is the start’s', () => {
    expect(scope(step({ opened: 4 }), [])).toBe('startup');
    expect(scope(step({ opened: 5 }), [])).toBe('background');
  });

  it.each([
    [90, 100.5, 'startup'],
    [90, 100, 'startup'],
    [90, 100.6, 'background'],
    [90, 99.9, 'background'],
    [98.9, 100, 'startup'],
    [99, 100, 'background'],
    [null, 100, 'background'],
    [90, null, 'background'],
  ] as const)('is the start’s too where its figure is printed a moment after ready at 100: from %j to %j', (start, end, expected) => {
    expect(scope(step({ start, end }), [], { readyTime: 100 })).toBe(expected);
  });

  it('is not known to be over with it where ready has no clock', () => {
    expect(scope(step({ start: 90, end: 100 }), [])).toBe('background');
  });
});

describe('a step without a clock ahead of the end of a request that states its time', () => {
  const undated = step({ isDated: false, start: 100, end: 100 });
  const answered = (seconds: number, end: number) => request({ endOrder: 20, seconds, start: end - seconds, end });

  it('is that request’s, if it took most of the time in which the step can lie', () => {
    expect(scope(undated, [answered(6, 110)])).toBe('request');
    expect(scope(undated, [answered(4, 110)])).toBe('background');
  });

  it('is not where the step is longer, or has a clock', () => {
    expect(scope({ ...undated, end: 105.5 }, [answered(6, 110)])).toBe('request');
    expect(scope({ ...undated, end: 107 }, [answered(6, 110)])).toBe('background');
    expect(scope({ ...undated, isDated: true }, [answered(6, 110)])).toBe('background');
  });

  it('is the first one’s to end', () => {
    expect(scope(undated, [request({ endOrder: 15, seconds: 0.1, start: 102, end: 102.1 }), answered(6, 110)])).toBe('background');
  });
});

describe('a step without a clock between two lines that say that the service is up', () => {
  it('is the start’s, printed late, unless it is an error', () => {
    const undated = step({ isDated: false });
    expect(scope(undated, [], { announcedOrder: 20 })).toBe('startup');
    expect(scope({ ...undated, isUnbuffered: true }, [], { announcedOrder: 20 })).toBe('background');
  });
});

describe('a step after ready, with requests that are logged from their start', () => {
  it.each([
    [{ startOrder: 9, endOrder: 13 }, 'request'],
    [{ startOrder: 10, endOrder: 12 }, 'request'],
    [{ startOrder: 11, endOrder: 13 }, 'background'],
    [{ startOrder: 9, endOrder: 11 }, 'background'],
    [{ startOrder: 9, endOrder: null }, 'request'],
  ] as const)('is one’s that was in flight all the while: %j', (given, expected) => expect(scope(step(), [request(given)])).toBe(expected));

  it('is nobody’s where it had begun well before the request came', () => {
    const flying = { startOrder: 9, endOrder: 13, end: 120.25 };
    expect(scope(step({ start: 90.25, end: 110.25 }), [request({ ...flying, start: 100.25 })])).toBe('background');
    expect(scope(step({ start: 99.75, end: 110.25 }), [request({ ...flying, start: 100.25 })])).toBe('request');
    expect(scope(step({ start: 99.7, end: 110.25 }), [request({ ...flying, start: 100.25 })])).toBe('background');
    expect(scope(step({ start: 99.25, end: 110 }), [request({ ...flying, start: 100.25 })])).toBe('request');
    expect(scope(step({ start: 99.2, end: 110 }), [request({ ...flying, start: 100.25 })])).toBe('background');
    expect(scope(step({ start: 90, end: 110 }), [request({ ...flying, start: null })])).toBe('request');
    expect(scope(step({ start: null, end: 110 }), [request({ ...flying, start: 100.25 })])).toBe('request');
  });
});

describe('a step after ready, with requests that are logged at their end', () => {
  it('is, without a clock, the one’s that ends next', () => {
    expect(scope(step(), [request({ endOrder: 13 })])).toBe('request');
    expect(scope(step(), [request({ endOrder: 12 })])).toBe('request');
    expect(scope(step(), [request({ endOrder: 11 })])).toBe('background');
    expect(scope(step(), [request({ endOrder: 10 }), request({ endOrder: 13 })])).toBe('background');
    expect(scope(step(), [request({ endOrder: 9 }), request({ endOrder: 13 }), request({ endOrder: 20 })])).toBe('request');
    expect(scope(step(), [request({ endOrder: 13 }), request({ startOrder: 11, endOrder: 11 })])).toBe('request');
  });

  it('is nobody’s where only one of them has a clock', () => {
    expect(scope(step({ end: 100.25 }), [request({ endOrder: 13 })])).toBe('background');
    expect(scope(step(), [request({ endOrder: 13, end: 100.25 })])).toBe('background');
  });

  it.each([
    [100.5, 104.5, 'request'],
    [99.9, 104.5, 'request'],
    [99.7, 104.5, 'background'],
    [90.5, 104.5, 'background'],
    [109.9, 110.5, 'request'],
    [110.25, 110.5, 'background'],
  ] as const)('from %j to %j is one’s that took from 100.25 to 110.25: it begins in it, give or take a fiftieth of it', (start, end, expected) => {
    const slow = request({ endOrder: 13, seconds: 10, start: 100.25, end: 110.25 });
    // A fiftieth of 10 s is 0.2 s, twice that the most.
    expect(scope(step({ start, end }), [slow])).toBe(expected);
  });

  it('is held less strictly against clocks of whole seconds', () => {
    const slow = request({ endOrder: 13, seconds: 1, start: 100.25, end: 101.25 });
    expect(scope(step({ start: 99.75, end: 101.25 }), [slow])).toBe('background');
    expect(scope(step({ start: 99.75, end: 101 }), [slow])).toBe('request');
    expect(scope(step({ start: 99.3, end: 101 }), [slow])).toBe('request');
    expect(scope(step({ start: 99.2, end: 101 }), [slow])).toBe('background');
    expect(scope(step({ start: 99.5, end: 99.7 }), [request({ ...slow, end: 102 })])).toBe('background');
  });

  it('is one’s without a duration that ends within 2 s of it, or within half of what it took', () => {
    const endingAt = (end: number) => [request({ endOrder: 13, end })];
    expect(scope(step({ start: 98.5, end: 100.5 }), endingAt(102.5))).toBe('request');
    expect(scope(step({ start: 98.5, end: 100.5 }), endingAt(102.6))).toBe('background');
    expect(scope(step({ start: 80.5, end: 100.5 }), endingAt(110.5))).toBe('request');
    expect(scope(step({ start: 80.5, end: 100.5 }), endingAt(110.6))).toBe('background');
    expect(scope(step({ start: null, end: 100.5 }), endingAt(102.5))).toBe('request');
    expect(scope(step({ start: null, end: 100.5 }), endingAt(102.6))).toBe('background');
  });

  it('kept nobody waiting where others were answered meanwhile', () => {
    const waiting = request({ endOrder: 13, end: 101.5 });
    const place = step({ start: 98.5, end: 100.5 });
    expect(scope(place, [waiting, request({ endOrder: 11 })])).toBe('background');
    expect(scope(place, [waiting, request({ endOrder: 10 })])).toBe('request');
    expect(scope(place, [waiting, request({ endOrder: 12 })])).toBe('request');
  });
});

describe('a load after ready', () => {
  it('is a request’s from where on the service loads lazily', () => {
    expect(scope(step({ isLoad: true }), [], { lazyFrom: 10 })).toBe('request');
    expect(scope(step({ isLoad: true }), [], { lazyFrom: 11 })).toBe('background');
    expect(scope(step({ isLoad: true }), [])).toBe('background');
    expect(scope(step(), [], { lazyFrom: 10 })).toBe('background');
  });
});

describe('a step of a log without a ready line', () => {
  const noReady = (place: Place, requests: readonly PlacedRequest[]) => scope(place, requests, { readyOrder: null });

  it('is the start’s until the first sign of a request', () => {
    expect(noReady(step(), [])).toBe('startup');
    expect(noReady(step(), [request({ startOrder: 11, endOrder: 20 })])).toBe('startup');
    expect(noReady(step(), [request({ startOrder: 10, endOrder: 20 })])).toBe('request');
    expect(noReady(step(), [request({ startOrder: 3, endOrder: 4 })])).toBe('background');
    expect(noReady(step(), [request({ endOrder: 13 })])).toBe('startup');
    expect(noReady(step(), [request({ endOrder: 10 })])).toBe('background');
  });

  it.each([
    [100, 104, 'request'],
    [99.5, 110.5, 'request'],
    [99.4, 104, 'startup'],
    [100, 110.6, 'startup'],
    [null, 104, 'startup'],
    [100, null, 'startup'],
  ] as const)('from %j to %j is a request’s that took from 100 to 110', (start, end, expected) => {
    const slow = { endOrder: 13, seconds: 10, start: 100, end: 110 };
    expect(noReady(step({ start, end }), [request(slow)])).toBe(expected);
    expect(noReady(step({ start, end }), [request({ ...slow, seconds: null })])).toBe('startup');
    expect(noReady(step({ start, end }), [request({ ...slow, start: null })])).toBe('startup');
    expect(noReady(step({ start, end }), [request({ ...slow, end: null })])).toBe('startup');
    expect(noReady(step({ start, end }), [request({ ...slow, startOrder: 11 })])).toBe('startup');
  });
});

describe('a step of a log that says no ready', () => {
  it('is not a request’s where it was over when the request began', () => {
    const late = request({ endOrder: 20, seconds: 2.5, start: 100.25, end: 102.75 });
    const ended = (at: number) => scope(step({ start: at, end: at }), [late], { readyOrder: null });
    expect(ended(100.2)).toBe('startup');
    expect(ended(100.3)).toBe('request');
    expect(ended(100)).toBe('request');
  });
});

describe('a load without a clock, of a service that answers', () => {
  const load = step({ isDated: false, isLoad: true, start: 100 });
  const answering = (seconds: number, given: Partial<Place> = {}) =>
    scope({ ...load, ...given }, [request({ endOrder: 13, end: 100 + seconds })], { readyOrder: null, answeredOrder: 9 });

  it('is the next request’s, if that came between a second and five minutes later', () => {
    expect([0.9, 1, 300, 301].map((seconds) => answering(seconds))).toEqual(['startup', 'request', 'request', 'startup']);
  });

  it('is the start’s where it has a clock, is no load, or nobody was answered before', () => {
    expect(answering(8, { isDated: true, end: 101 })).toBe('startup');
    expect(answering(8, { isLoad: false })).toBe('startup');
    expect(scope(load, [request({ endOrder: 13, end: 108 })], { readyOrder: null, answeredOrder: 11 })).toBe('startup');
  });

  it('is a request’s too where a request was answered before, and where a line said that it is ready', () => {
    const late = request({ endOrder: 13, end: 108 });
    expect(scope(load, [request({ endOrder: 9, end: 99 }), late], { readyOrder: null, answeredOrder: 9 })).toBe('request');
    expect(scope(load, [late], { answeredOrder: 9 })).toBe('request');
    expect(scope(load, [late], { answeredOrder: 11 })).toBe('background');
    expect(scope({ ...load, opened: 4 }, [late], { answeredOrder: 3 })).toBe('startup');
  });
});
