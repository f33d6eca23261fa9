import { describe, expect, it } from 'vitest';
import { failureOf } from '../../src/diagnose/failure.js';
import type { Boot, Request } from '../../src/model/boot.js';
import { boot, event, line, mark, request, span } from './boot.js';

/** How a boot failed, and the lines that show it. */
const failure = (given: Parameters<typeof boot>[0], isExplained = false): string | null => {
  const found = failureOf(boot(given), isExplained);
  return found === null ? null : `${found.kind} ${found.evidence.map((evidence) => evidence.line)}`;
};

const ready: Boot['milestones'] = { listening: null, ready: mark(5), warm: null };

describe('a boot that died', () => {
  it('is one whose outcome says so, before all else', () => {
    const outcome = { kind: 'failed', evidence: [line(3)] } as const;
    expect(failure({ outcome, events: [event('scheduling-wait', { evidence: line(1) })] })).toBe('died 3');
  });

  it('is not one that was stopped', () => {
    expect(failure({ outcome: { kind: 'stopped', evidence: [line(3)] } })).toBeNull();
  });

  const timeout = (at: number, scope: 'startup' | 'request' = 'startup') => event('startup-timeout', { evidence: line(at), scope });

  it('is one whose workers ran out of time again and again', () => {
    expect(failure({ events: [timeout(4), timeout(8)] })).toBe('died 4,8');
    expect(failure({ events: [timeout(4)] })).toBeNull();
    expect(failure({ events: [timeout(4), timeout(8, 'request')] })).toBeNull();
    expect(failure({ events: [timeout(4), event('compile')] })).toBeNull();
  });

  it('is not one that got ready or answered in spite of it', () => {
    expect(failure({ events: [timeout(4), timeout(8)], milestones: ready })).toBeNull();
    expect(failure({ events: [timeout(4), timeout(8)], requests: [request(1, { status: 200 })] })).toBeNull();
    expect(failure({ events: [timeout(4), timeout(8)], requests: [request(1, { status: 503 })] })).toBe('died 4,8');
  });
});

describe('a replica that was never placed', () => {
  const wait = (at: number, time: number | null = null) => event('scheduling-wait', { evidence: line(at), time });

  it('is one that waits, and nothing shows that it ran', () => {
    expect(failure({ events: [wait(2), wait(5)] })).toBe('never-placed 2,5');
    expect(failure({ events: [wait(2), event('killed')] })).toBe('never-placed 2');
  });

  it('is not one that anything happened to later, by the clock or by order', () => {
    expect(failure({ events: [wait(2), event('image-pull')] })).toBeNull();
    expect(failure({ events: [event('image-pull'), wait(2)] })).toBe('never-placed 2');
    expect(failure({ events: [event('image-pull', { time: 20 }), wait(2, 10)] })).toBeNull();
  });

  it('is not one in which work was seen later', () => {
    const waiting = wait(2);
    expect(failure({ events: [waiting], spans: [span('image', 3)] })).toBeNull();
    expect(failure({ events: [waiting], spans: [span('image', 3, { order: waiting.order - 1, evidence: [] })] })).toBe('never-placed 2');
    expect(failure({ events: [waiting], spans: [span('schedule', 3, { order: waiting.order })] })).toBe('never-placed 2');
  });

  it('is not one whose wait was ended by a place, whatever that was waited for is called', () => {
    const waiting = wait(2);
    const over = span('schedule', 3, { order: waiting.order + 1, events: ['scheduling-wait'] });
    expect(failure({ events: [waiting], spans: [over] })).toBeNull();
    expect(failure({ events: [waiting, event('placed')] })).toBeNull();
    expect(failure({ events: [event('placed'), wait(9)] })).toBe('never-placed 9');
  });

  it('is not one that ran once and waits for another try', () => {
    const first = wait(2);
    const pulled = span('image', 3);
    expect(failure({ events: [first, wait(9)], spans: [pulled] })).toBeNull();
    expect(failure({ events: [wait(9)], spans: [pulled] })).toBe('never-placed 9');
  });

  it('is not one that got ready or was asked', () => {
    expect(failure({ events: [wait(2)], milestones: ready })).toBeNull();
    expect(failure({ events: [wait(2)], requests: [request(1)] })).toBeNull();
  });
});

describe('a service whose requests fail for good', () => {
  const error = (at: number, time: number | null = null) => event('request-error', { evidence: line(at), scope: 'request', time });
  const failed = (at: number, status: Request['status'] = 500) => request(1, { status, evidence: [line(at)] });
  const served = (at: number, given: Partial<Request> = {}) => request(1, { status: 200, evidence: [line(at)], ...given });

  it('has two failures and no answer, or one that something explains', () => {
    expect(failure({ events: [error(4), error(5)] })).toBe('requests 4,5');
    expect(failure({ events: [error(4)] })).toBeNull();
    expect(failure({ events: [error(4)] }, true)).toBe('requests 4');
    expect(failure({ requests: [failed(4), failed(5)] })).toBe('requests 4,5');
    expect(failure({ requests: [failed(4)] })).toBeNull();
    expect(failure({}, true)).toBeNull();
  });

  it('is not told by one failure that is both an event and a request', () => {
    expect(failure({ events: [error(4)], requests: [failed(4)] })).toBeNull();
  });

  it.each([
    [500, true],
    [502, true],
    [503, false],
    [499, false],
    ['failed', true],
    ['ok', false],
    [null, false],
  ] as const)('fails by %j: %j', (status, isFailure) => {
    expect(failure({ requests: [failed(4, status), failed(5, status)] }) !== null).toBe(isFailure);
  });

  it('is one whose master kills its workers while they serve', () => {
    const kill = (at: number) => event('startup-timeout', { evidence: line(at), scope: 'request' });
    expect(failure({ events: [kill(4), kill(5)] })).toBe('requests 4,5');
  });

  it.each([
    ['a success', { status: 200 }, true],
    ['a redirect', { status: 399 }, true],
    ['the word ok', { status: 'ok' }, true],
    ['a duration alone', { status: null, seconds: 1 }, true],
    ['nothing at all', { status: null, seconds: null }, false],
    ['a refusal', { status: 400 }, false],
    ['a hint', { status: 199 }, false],
    ['health', { path: '/healthz' }, false],
    ['a probe', { path: '/v2/health/live' }, false],
    ['the metrics', { path: '/metrics' }, false],
    ['the model', { path: '/v1/completions' }, true],
  ] as const)('serves by %s: %j', (_name, given, isServed) => {
    expect(failure({ events: [error(4), error(5)], requests: [served(6, given)] }) === null).toBe(isServed);
  });

  it('is not one that answers more than it fails, whatever explains the failures', () => {
    const requests = [served(1), served(2), served(3)];
    expect(failure({ events: [error(4), error(5)], requests }, true)).toBeNull();
    expect(failure({ events: [error(4), error(5), error(6)], requests }, true)).toBe('requests 4,5,6');
  });

  it('that is explained is over once an answer came after all failures', () => {
    expect(failure({ events: [error(4), error(6)], requests: [served(5)] }, true)).toBe('requests 4,6');
    expect(failure({ events: [error(4), error(6)], requests: [served(7)] }, true)).toBeNull();
  });

  it('takes no request for an answer that an error was caught in', () => {
    const during = (start: number | null, end: number | null, time: number | null = 10): string | null =>
      failure({ events: [error(4, time), error(5, time)], requests: [served(9, { start, end })] });
    expect(during(9, 11)).toBe('requests 4,5');
    expect(during(10, 10)).toBe('requests 4,5');
    expect(during(11, 12)).toBeNull();
    expect(during(8, 9)).toBeNull();
    expect(during(null, 11)).toBeNull();
    expect(during(9, null)).toBeNull();
    expect(during(9, 11, null)).toBeNull();
  });

  it('tells that without a clock by the lines that the request began and ended with', () => {
    const between = (last: number, first: number): string | null =>
      failure({ events: [error(4), error(5)], requests: [request(1, { status: null, evidence: [line(last), line(first)] })] });
    expect(between(6, 3)).toBe('requests 4,5');
    expect(between(6, 4)).toBe('requests 4,5');
    expect(between(5, 3)).toBe('requests 4,5');
    expect(between(4, 3)).toBeNull();
    expect(between(9, 5)).toBeNull();
    const elsewhere = { ...line(3), file: 'other.log' };
    expect(failure({ events: [error(4), error(5)], requests: [request(1, { evidence: [line(6), elsewhere] })] })).toBeNull();
    expect(failure({ events: [error(4), error(5)], requests: [request(1, { evidence: [{ ...line(6), file: 'other.log' }, line(3)] })] })).toBeNull();
  });
});
