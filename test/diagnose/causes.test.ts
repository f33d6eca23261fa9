import { describe, expect, it } from 'vitest';
import { boot, causes, diagnosed, event, idsOf, line, mark, readyBoot, request, span } from './boot.js';

const failed = { outcome: { kind: 'failed' as const, evidence: [line(99)] } };

describe('the catalogue', () => {
  it('has forty-two causes, each named by its file, with links only to each other', () => {
    const ids = new Set(causes.map((cause) => cause.id));
    expect(ids.size).toBe(42);
    for (const cause of causes) for (const id of [...(cause.unless ?? []), ...(cause.becauseOf ?? [])]) expect(ids, cause.id).toContain(id);
  });

  it('names no runtime in a condition', () => {
    for (const cause of causes) expect(JSON.stringify(cause.when), cause.id).not.toMatch(/vllm|triton|gunicorn|uvicorn|ollama|sglang|tgi/);
  });
});

describe('evidence', () => {
  const churned = (count: number) =>
    diagnosed(boot({ events: Array.from({ length: count }, (_, index) => event('recompile', { order: index, evidence: line(index + 1) })) })).causes.find(
      ({ id }) => id === 'recompile-shape-churn',
    );

  it('keeps eight records and counts all', () => {
    const cause = churned(20);
    expect([cause?.evidence.length, cause?.evidenceCount]).toEqual([8, 20]);
  });

  it('counts nothing where all are kept', () => {
    const cause = churned(8);
    expect([cause?.evidence.length, cause?.evidenceCount]).toEqual([8, undefined]);
  });
});

describe('thresholds of the catalogue', () => {
  it.each([
    ['device-init-slow', 'device-init', 5, []],
    ['collective-init-slow', 'device-init', 5, ['collective-init']],
    ['compile-at-startup', 'compile', 10, []],
    ['graph-optimization-at-load', 'compile', 5, ['graph-optimization']],
    ['graph-capture-slow', 'graph-capture', 5, []],
    ['autotune-cold', 'autotune', 1, []],
    ['warmup-slow', 'warmup', 20, []],
    ['tokenizer-load-slow', 'tokenizer', 0.5, []],
    ['weights-download', 'weights-fetch', 10, []],
    ['weights-load-slow', 'weights-load', 20, []],
    ['weights-format-slow', 'weights-load', 5, ['weights-format-slow']],
    ['hub-online-check', 'weights-fetch', 5, ['hub-check']],
    ['import-slow', 'process', 5, ['import']],
    ['install-at-startup', 'process', 5, ['package-install']],
    ['image-pull-slow', 'image', 30, []],
  ] as const)('%s begins at its seconds', (id, phase, seconds, events) => {
    expect(idsOf(boot({ spans: [span(phase, seconds, { events })] }))).toContain(id);
    expect(idsOf(boot({ spans: [span(phase, seconds - 0.01, { events })] }))).not.toContain(id);
  });

  it.each([
    ['compile-at-startup', 'compile', 0.2],
    ['graph-capture-slow', 'graph-capture', 0.2],
    ['warmup-slow', 'warmup', 0.5],
    ['weights-load-slow', 'weights-load', 0.5],
  ] as const)('%s begins at its share of a start of 20 s and more', (id, phase, share) => {
    expect(idsOf(readyBoot(21, { spans: [span(phase, 21 * share)] }))).toContain(id);
    expect(idsOf(readyBoot(19, { spans: [span(phase, Math.min(19 * share, 4.9))] }))).not.toContain(id);
  });

  it('calls latency a cold tail from twice and 100 ms above the steady figure on', () => {
    const at = (seconds: number, steadySeconds: number) => idsOf(boot({ cold: { seconds, steadySeconds, evidence: [line(9)] } }));
    expect(at(0.5, 0.2)).toContain('cold-tail-latency');
    expect(at(0.39, 0.2)).not.toContain('cold-tail-latency');
    expect(at(0.09, 0.02)).not.toContain('cold-tail-latency');
  });

  it('calls headroom low under a fifth of the limit', () => {
    const at = (peakBytes: number) => idsOf(boot({ memory: { peakBytes, limitBytes: 100, evidence: [line(3)] } }));
    expect(at(81)).toEqual(['memory-headroom-low']);
    expect(at(80)).toEqual([]);
  });

  it('become a twentieth with fine, and shares count from 1 s of startup on', () => {
    expect(idsOf(boot({ spans: [span('weights-load', 1)] }), 'fine')).toContain('weights-load-slow');
    expect(idsOf(boot({ spans: [span('weights-load', 1)] }))).toEqual([]);
    expect(idsOf(readyBoot(1.5, { spans: [span('compile', 0.35)] }), 'fine')).toContain('compile-at-startup');
  });

  it('give way to single ones', () => {
    const one = boot({ spans: [span('compile', 12)] });
    expect(idsOf(one, { 'compile-at-startup': { seconds: 30 } })).toEqual([]);
    expect(idsOf(one, { 'weights-load-slow': { seconds: 30 } })).toEqual(['compile-at-startup']);
  });
});

describe('a cause that another one brings with it', () => {
  it('is not named beside a model load in a request', () => {
    const spans = [
      span('weights-load', 9, { scope: 'request', events: ['model-load'] }),
      span('device-init', 2, { scope: 'request' }),
      span('tokenizer', 1, { scope: 'request' }),
    ];
    const events = [event('allocation', { scope: 'request' })];
    expect(idsOf(boot({ spans, events }))).toEqual(['model-load-in-request']);
    expect(idsOf(boot({ spans: spans.slice(1), events })).sort()).toEqual(['allocation-in-request', 'device-init-in-request', 'tokenizer-in-request']);
  });

  it('is not the start that failed where memory ran out', () => {
    const events = [event('oom-device'), event('start-error', { facts: { error: 'Engine core initialization failed' } })];
    const report = diagnosed(boot({ ...failed, events }));
    expect(report.causes.map((cause) => [cause.id, cause.severity])).toEqual([['oom-device', 'error']]);
    expect(report).toMatchObject({ verdict: 'failed', reason: 'The start failed: device memory ran out, or too little of it was free.' });
  });

  it('stays where the other one only cost time', () => {
    const spans = [span('compile', 46, { events: ['compile'] })];
    const events = [event('compile-cache-cold'), event('start-error', { order: 1e6, facts: { error: 'Could not open display' } })];
    expect(diagnosed(boot({ ...failed, spans, events })).causes.map((cause) => [cause.id, cause.severity])).toEqual([
      ['start-failed', 'error'],
      ['compile-cache-cold', 'warning'],
      ['compile-at-startup', 'warning'],
    ]);
  });
});

describe('compile-cache-cold', () => {
  it('needs 10 s of work done again, or an unknown time', () => {
    const events = [event('compile-cache-cold')];
    expect(idsOf(boot({ events, spans: [span('compile', 9)] }))).not.toContain('compile-cache-cold');
    expect(idsOf(boot({ events, spans: [span('compile', 11)] }))).toContain('compile-cache-cold');
    expect(idsOf(boot({ events }))).toContain('compile-cache-cold');
  });

  it('shows the line about the cache first, and is what led to the compile', () => {
    const report = diagnosed(boot({ events: [event('compile-cache-cold', { evidence: line(70) })], spans: [span('compile', 11, { evidence: [line(60)] })] }));
    expect(report.causes.find((cause) => cause.id === 'compile-cache-cold')?.evidence).toEqual([line(70), line(60)]);
    expect(report.causes.find((cause) => cause.id === 'compile-at-startup')?.becauseOf).toEqual(['compile-cache-cold']);
  });
});

describe('severity', () => {
  it('is an error only in a boot that failed', () => {
    const events = [event('oom-device')];
    expect(diagnosed(readyBoot(30, { events })).causes[0]?.severity).toBe('warning');
    expect(diagnosed(boot({ events, ...failed })).causes[0]?.severity).toBe('error');
  });

  it('is an error of a cache too small for one request where nothing but the failure follows', () => {
    const spans = [span('weights-load', 3)];
    const events = [event('memory-headroom-low'), event('start-error')];
    const report = diagnosed(boot({ ...failed, spans, events }));
    expect(report.causes.map((cause) => [cause.id, cause.severity])).toEqual([['memory-headroom-low', 'error']]);
  });

  it('links later failures to the first', () => {
    const events = [event('collective-timeout'), event('startup-timeout')];
    const report = diagnosed(boot({ ...failed, events }));
    expect(report.causes.map((cause) => [cause.id, cause.severity, cause.becauseOf])).toEqual([
      ['collective-init-slow', 'error', []],
      ['startup-timeout', 'error', ['collective-init-slow']],
    ]);
    expect(report.reason).toBe('The start failed: the ranks of one server are slow to form their group.');
  });
});

describe('worker-duplicate-load', () => {
  it('needs two processes, or two loads where processes are unknown', () => {
    const load = (process: string | null) => span('weights-load', 3, { process, events: ['worker-load'] });
    expect(idsOf(boot({ spans: [load('pid 1'), load('pid 2')] }))).toContain('worker-duplicate-load');
    expect(idsOf(boot({ spans: [load(null), load(null)] }))).toContain('worker-duplicate-load');
    expect(idsOf(boot({ spans: [load('pid 1'), load('pid 1')] }))).not.toContain('worker-duplicate-load');
  });

  it('leaves out loads under a second', () => {
    const load = (process: string) => span('weights-load', 0.3, { process, events: ['worker-load'] });
    expect(idsOf(boot({ spans: [load('pid 1'), load('pid 2')] }))).toEqual([]);
  });
});

describe('ready-before-warm', () => {
  const ready = mark(10, { time: 10 });
  const milestones = { listening: null, ready, warm: null };

  it('needs 10 s of loading after ready that no request started', () => {
    const at = (seconds: number) => boot({ milestones, spans: [span('weights-load', seconds, { start: 10, end: 10 + seconds })] });
    expect(idsOf(at(12))).toContain('ready-before-warm');
    expect(idsOf(at(5))).not.toContain('ready-before-warm');
  });

  it('or an error in between', () => {
    const one = boot({
      milestones,
      events: [event('request-error', { scope: 'background', time: 12 })],
      spans: [span('weights-load', 5, { scope: 'background', start: 10, end: 15, events: ['model-load'] })],
    });
    const cause = diagnosed(one).causes.find((found) => found.id === 'ready-before-warm');
    expect(cause?.evidence).toContainEqual(ready.evidence[0]);
  });

  it('is not named for a load that a request starts', () => {
    const spans = [span('weights-load', 12, { scope: 'request', start: 20, end: 32, events: ['model-load'] })];
    expect(idsOf(boot({ milestones, spans, requests: [request(13, { start: 20, end: 33 })] }))).toEqual(['model-load-in-request']);
  });
});
