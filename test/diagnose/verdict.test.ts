import { describe, expect, it } from 'vitest';
import { boot, diagnosed, event, line, mark, readyBoot, request, span } from './boot.js';

describe('the verdict', () => {
  it('is unknown without any evidence', () => {
    expect(diagnosed(boot())).toMatchObject({ verdict: 'unknown', causes: [] });
  });

  it('is warm where nothing is at warning', () => {
    expect(diagnosed(readyBoot(12, { spans: [span('weights-load', 3)] }))).toMatchObject({
      verdict: 'warm',
      reason: 'Ready after 12 s; nothing in the log points to a slow start or a cold request.',
    });
  });

  it('tells a silence that makes up most of the start, and is slow where that is long', () => {
    const silent = (seconds: number) => {
      const gap = { scope: 'startup' as const, seconds, errorSeconds: 0, start: 0.5, end: seconds + 0.5, after: line(3), before: line(4) };
      return diagnosed(readyBoot(seconds + 1, { gaps: [gap] }));
    };
    expect(silent(4).reason).toBe('Ready after 5 s; nothing in the log points to a slow start or a cold request.');
    expect(silent(12)).toMatchObject({ verdict: 'warm', reason: 'Ready after 13 s; nothing says what 12 s of it, between lines 3 and 4, went into.' });
    expect(silent(44)).toMatchObject({ verdict: 'slow', reason: 'The start took 45 s; nothing says what 44 s of it, between lines 3 and 4, went into.' });
  });

  it('is slow where only the start was', () => {
    expect(diagnosed(readyBoot(83.1, { spans: [span('compile', 61.2)] }))).toMatchObject({
      verdict: 'slow',
      reason: 'The start took 83.1 s; it waited for compiling (61.2 s, 74 %).',
    });
  });

  it('has no brackets inside brackets where it took minutes', () => {
    expect(diagnosed(readyBoot(915, { spans: [span('weights-fetch', 844)] })).reason).toBe(
      'The start took 915 s (15 min); it waited for fetching weights (844 s, 14 min, 92 %).',
    );
  });

  it('is cold where a request paid', () => {
    const one = readyBoot(20, { spans: [span('device-init', 2, { scope: 'request' })], firstRequestSeconds: 2.2, requests: [request(2.2)] });
    expect(diagnosed(one)).toMatchObject({
      verdict: 'cold',
      reason: 'The first request took 2.2 s because it paid for the start: it waited for initialising the device (2 s).',
    });
  });

  it('does not say that a request was long because of the start where that was the lesser part of it', () => {
    const long = readyBoot(20, { spans: [span('device-init', 8, { scope: 'request' })], firstRequestSeconds: 80, requests: [request(80)] });
    expect(diagnosed(long).reason).toBe('The first request took 80 s; of that it waited for initialising the device (8 s, 10 %).');
  });

  it('is failed where a pod was never placed', () => {
    const report = diagnosed(boot({ events: [event('scheduling-wait'), event('scheduling-wait')] }));
    expect(report).toMatchObject({ verdict: 'failed', causes: [{ id: 'scheduling-wait', severity: 'error' }] });
  });

  it('is failed where the wait itself is all that is timed', () => {
    const wait = span('schedule', 0, { events: ['scheduling-wait'] });
    expect(diagnosed(boot({ spans: [span('process', 2, { order: 0 }), wait] })).verdict).toBe('failed');
  });

  it('is slow where it was placed in the end', () => {
    const report = diagnosed(readyBoot(90, { events: [event('scheduling-wait')], spans: [span('schedule', 80)] }));
    expect(report).toMatchObject({ verdict: 'slow', causes: [{ id: 'scheduling-wait', severity: 'warning', seconds: 80 }] });
  });

  it('is failed where requests fail for good by what was found, and not where they pass later', () => {
    const bad = request(null, { status: 500, path: '/predict' });
    const events = [event('kernel-binary-missing', { scope: 'request' })];
    const milestones = { listening: null, ready: mark(3, { time: null }), warm: null };
    expect(diagnosed(boot({ events, milestones, requests: [bad] })).verdict).toBe('failed');
    expect(diagnosed(boot({ events, milestones, requests: [bad, request(null, { status: 200, path: '/health' })] })).verdict).toBe('failed');
    expect(diagnosed(boot({ events, milestones, requests: [bad, request(0.2, { status: 200, path: '/predict' })] })).verdict).toBe('cold');
  });

  it("does not call a service failed for a busy answer or a client's mistake", () => {
    const requests = [request(null, { status: 503 }), request(null, { status: 503 }), request(null, { status: 404 }), request(null, { status: 404 })];
    expect(diagnosed(readyBoot(3, { requests })).verdict).toBe('warm');
  });
});

describe('the report', () => {
  it('gives instants as dates, and none for a clock that counts from its own zero', () => {
    const at = (start: number) => diagnosed(boot({ start, spans: [span('compile', 3, { start, end: start + 3 })] }));
    expect(at(1.7e9).startedAt).toBe('2023-11-14T22:13:20.000Z');
    expect(at(1.7e9).phases[0]?.spans[0]?.end).toBe('2023-11-14T22:13:23.000Z');
    expect(at(12.5).startedAt).toBeNull();
    expect(at(1e300).startedAt).toBeNull();
  });

  it('orders causes by severity, then seconds', () => {
    const report = diagnosed(boot({ spans: [span('compile', 12), span('weights-load', 40), span('tokenizer', 0.7)], events: [event('provider-fallback')] }));
    expect(report.causes.map((cause) => cause.id)).toEqual(['weights-load-slow', 'compile-at-startup', 'tokenizer-load-slow', 'provider-fallback']);
  });

  it('cites at most eight records, the largest spans first', () => {
    const spans = Array.from({ length: 20 }, (_, index) => span('weights-load', index + 1, { evidence: [line(index + 1)] }));
    const [cause] = diagnosed(boot({ spans })).causes;
    expect(cause?.evidence.map((one) => one.line)).toEqual([20, 19, 18, 17, 16, 15, 14, 13]);
  });
});

describe('the checklist and the audit', () => {
  it('pass, fail and stay unknown by the evidence', () => {
    const spans = [span('weights-load', 3), span('tokenizer', 0.1), span('warmup', 2, { start: 5, end: 7 })];
    const ready = mark(8, { time: 8 });
    const report = diagnosed(
      boot({ spans, milestones: { listening: null, ready, warm: null }, memory: { peakBytes: 60, limitBytes: 100, evidence: [line(3)] } }),
    );
    expect(report.checklist.map((one) => [one.item, one.status])).toEqual([
      ['weights-on-device', 'pass'],
      ['tokenizer-ready', 'pass'],
      ['forward-pass-per-shape', 'pass'],
      ['caches-primed', 'unknown'],
      ['concurrency-safe', 'unknown'],
      ['memory-headroom', 'pass'],
      ['ready-after-warmup', 'pass'],
    ]);
    expect(report.audit.map((one) => [one.item, one.status, one.measured])).toEqual([
      ['first-against-second', 'unknown', null],
      ['peak-memory', 'pass', 0.6],
      ['p95-steady', 'unknown', null],
    ]);
  });

  it('fail an item by the causes against it, with their evidence', () => {
    const report = diagnosed(boot({ spans: [span('tokenizer', 1, { scope: 'request', evidence: [line(12)] })] }));
    expect(report.checklist.find((one) => one.item === 'tokenizer-ready')).toMatchObject({ status: 'fail', evidence: [line(12)] });
  });

  it('audit the first request against the second', () => {
    const report = diagnosed(boot({ requests: [request(3.5), request(0.12)], firstRequestSeconds: 3.5, steadySeconds: 0.12 }));
    expect(report.audit[0]).toMatchObject({ status: 'fail', limit: 1.2 });
    expect(report.audit[0]?.measured).toBeCloseTo(29.17, 2);
    expect(report.coldWarmRatio).toBeCloseTo(29.17, 2);
  });
});

describe('the loading strategy', () => {
  it('is eager where all came before ready', () => {
    expect(diagnosed(boot({ spans: [span('weights-load', 3), span('tokenizer', 0.1)] })).loading).toMatchObject({ strategy: 'eager', fits: true });
  });

  it('is lazy where a request loads the model', () => {
    expect(diagnosed(boot({ spans: [span('weights-load', 9, { scope: 'request', events: ['model-load'] })] })).loading).toMatchObject({
      strategy: 'lazy',
      fits: false,
    });
  });

  it('is not told where the log shows neither', () => {
    expect(diagnosed(boot()).loading).toBeNull();
  });
});
