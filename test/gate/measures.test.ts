import { describe, expect, it } from 'vitest';
import { measures, type Reading } from '../../src/gate/measures.js';
import type { Evidence } from '../../src/model/boot.js';
import type { BootReport, ReportedPhase } from '../../src/model/report.js';
import { bootReport, causeOf } from './boot-report.js';

const line = (at: number): Evidence => ({ file: 'server.log', line: at, text: `line ${at}` });
const phase = (name: ReportedPhase['phase'], scope: ReportedPhase['scope'], seconds: number, at: number): ReportedPhase => ({
  phase: name,
  scope,
  seconds,
  share: null,
  basis: 'stated',
  spans: [{ seconds, start: null, end: null, basis: 'stated', process: null, evidence: [line(at)] }],
});

const read = (id: string, given: Partial<BootReport>): Reading => {
  const measure = measures.get(id);
  if (measure === undefined) throw new Error(`no measure ${id}`);
  return measure.of(bootReport(given));
};

/** A reading in short: the value between its ends, and the lines that show it; or what it says instead. */
const told = (id: string, given: Partial<BootReport>): unknown => {
  const reading = read(id, given);
  if (reading.kind === 'unknown') return `unknown: ${reading.missing}`;
  const lines = reading.evidence.map((evidence) => evidence.line);
  return reading.kind === 'never' ? [reading.why, lines] : [reading.low, reading.value, reading.high, lines];
};

const noReady = { timeToReadySeconds: null, milestones: { listening: null, ready: null, warm: null } };
const readyAt = (seconds: number | null, errorSeconds: number | null, at: number): BootReport['milestones'] => ({
  listening: null,
  ready: { seconds, errorSeconds, evidence: [line(at)] },
  warm: null,
});

describe('the time to ready', () => {
  it('lies between the ends that the clock leaves, not under zero, and is shown by the line that says ready', () => {
    expect(told('timeToReady', { timeToReadySeconds: 40, milestones: readyAt(40, 2, 9) })).toEqual([38, 40, 42, [9]]);
    expect(told('timeToReady', { timeToReadySeconds: 1, milestones: readyAt(1, 2, 9) })).toEqual([0, 1, 3, [9]]);
    expect(told('timeToReady', { ...noReady, timeToReadySeconds: 40 })).toEqual([40, 40, 40, []]);
  });

  it('never came where the boot failed before, shown by what it failed of', () => {
    const causes = [causeOf('compile-at-startup'), causeOf('oom-host', { severity: 'error', evidence: [line(8)] })];
    expect(told('timeToReady', { ...noReady, verdict: 'failed', causes })).toEqual(['it never got ready', [8]]);
    expect(told('timeToReady', { ...noReady, verdict: 'failed' })).toEqual(['it never got ready', []]);
  });

  it('is at least what the phases show where it has no end', () => {
    expect(told('timeToReady', { ...noReady, attributedSeconds: { startup: 12, firstRequest: 0 } })).toEqual([12, 12, null, []]);
    expect(told('timeToReady', { timeToReadySeconds: null, milestones: readyAt(null, null, 9), verdict: 'failed' })).toEqual([38, 38, null, []]);
  });

  it('is unknown where nothing was timed, with how to log it', () => {
    const reading = read('timeToReady', { ...noReady, attributedSeconds: { startup: 0, firstRequest: 0 } });
    expect(reading).toMatchObject({ kind: 'unknown', missing: 'the log does not hold both the beginning of the start and the moment of ready, with times' });
    expect(reading).toMatchObject({ howToLog: expect.stringContaining('--timestamps') });
  });
});

describe('the first request', () => {
  const phases = [phase('first-request', 'request', 3, 4), phase('compile', 'request', 2, 5), phase('compile', 'startup', 9, 6)];

  it('is what it took, shown by its lines', () => {
    expect(told('firstRequest', { firstRequestSeconds: 3, phases })).toEqual([3, 3, 3, [4]]);
  });

  it('is at least what was done in it, shown by that', () => {
    expect(told('firstRequest', { firstRequestSeconds: null, firstRequestAtLeastSeconds: 2, phases: phases.slice(1) })).toEqual([2, 2, null, [5]]);
  });

  it('is unknown without either, with how to log it', () => {
    const reading = read('firstRequest', { firstRequestSeconds: null, firstRequestAtLeastSeconds: null });
    expect(reading).toMatchObject({ missing: 'no line gives the duration of a first request', howToLog: expect.stringContaining('duration') });
  });
});

describe('the time to the first token', () => {
  it('is what the log says, shown by the lines of the first request', () => {
    expect(told('firstToken', { firstTokenSeconds: 0.3, phases: [phase('first-request', 'request', 3, 4)] })).toEqual([0.3, 0.3, 0.3, [4]]);
  });

  it('is unknown without, with how to log it', () => {
    const reading = read('firstToken', { firstTokenSeconds: null });
    expect(reading).toMatchObject({ missing: 'no line gives the time to the first token', howToLog: expect.stringContaining('first token') });
  });
});

describe('the ratio of the first request to the steady ones', () => {
  const none = { coldWarmRatio: null, steadySeconds: null, firstRequestAtLeastSeconds: null };
  const metric = (period: 'early' | 'steady', quantile: number | null, seconds: number) => ({ period, quantile, seconds, windowSeconds: null });

  it('is that of the report, shown by the first request', () => {
    expect(told('coldWarmRatio', { coldWarmRatio: 5, phases: [phase('first-request', 'request', 3, 4)] })).toEqual([5, 5, 5, [4]]);
  });

  it('is at least that of what was done in the first request', () => {
    expect(told('coldWarmRatio', { ...none, firstRequestAtLeastSeconds: 4, steadySeconds: 0.5 })).toEqual([8, 8, null, []]);
    const metrics = [metric('early', null, 9), metric('steady', null, 2)];
    expect(told('coldWarmRatio', { ...none, firstRequestAtLeastSeconds: 4, metrics })).toEqual([2, 2, null, []]);
  });

  it('is unknown where one of the two is missing, or nothing', () => {
    const missing = 'unknown: the log does not give both a first request and the ones after it';
    expect(told('coldWarmRatio', none)).toBe(missing);
    expect(told('coldWarmRatio', { ...none, steadySeconds: 0.5 })).toBe(missing);
    expect(told('coldWarmRatio', { ...none, firstRequestAtLeastSeconds: 4 })).toBe(missing);
    expect(told('coldWarmRatio', { ...none, firstRequestAtLeastSeconds: 4, steadySeconds: 0 })).toBe(missing);
  });

  it('is to be logged as the diagnosis says, else in general', () => {
    const unevaluated = [
      { cause: 'other', missing: 'x', howToLog: 'Do something else.' },
      { cause: 'cold-tail-latency', missing: 'x', howToLog: 'Set --log-level info.' },
    ] as BootReport['unevaluated'];
    expect(read('coldWarmRatio', { ...none, unevaluated })).toMatchObject({ howToLog: 'Set --log-level info.' });
    expect(read('coldWarmRatio', none)).toMatchObject({ howToLog: expect.stringContaining('Log each request') });
  });
});

describe('the unexplained share of the start', () => {
  const gap = (scope: 'startup' | 'request', after: number): BootReport['gaps'][number] =>
    ({
      scope,
      seconds: 1,
      errorSeconds: 0,
      start: '',
      end: '',
      after: line(after),
      before: line(after + 1),
      suspect: null,
    }) as unknown as BootReport['gaps'][number];

  it('lies between the ends that the clock leaves, and within the whole', () => {
    const given = (startup: number, error: number | null) =>
      told('gapShare', { timeToReadySeconds: 40, gapSeconds: { startup, firstRequest: 9 }, milestones: readyAt(40, error, 9) });
    expect(given(10, 4)).toEqual([0.15, 0.25, 0.35, []]);
    expect(given(2, 4)).toEqual([0, 0.05, expect.closeTo(0.15), []]);
    expect(given(38, 4)).toEqual([expect.closeTo(0.85), 0.95, 1, []]);
    expect(given(10, null)).toEqual([0.25, 0.25, 0.25, []]);
  });

  it('is shown by the lines around each gap of the start', () => {
    expect(told('gapShare', { gaps: [gap('startup', 3), gap('request', 7)] })).toEqual([0.05, 0.05, 0.05, [3, 4]]);
  });

  it('is unknown where the start has no length', () => {
    const missing = 'unknown: the length of the start is not in the log';
    expect(told('gapShare', { timeToReadySeconds: null })).toBe(missing);
    expect(told('gapShare', { timeToReadySeconds: 0 })).toBe(missing);
    expect(told('gapShare', { gapSeconds: { startup: null, firstRequest: 0 } })).toBe(missing);
    expect(told('gapShare', { ...noReady, timeToReadySeconds: 40, gapSeconds: { startup: 10, firstRequest: 0 } })).toEqual([0.25, 0.25, 0.25, []]);
  });
});

describe('the peak of memory', () => {
  it('is its share of the limit', () => {
    expect(told('peakMemoryShare', { memory: { peakBytes: 6, limitBytes: 8 } })).toEqual([0.75, 0.75, 0.75, []]);
  });

  it('is unknown without one of the two, named, or with a limit of nothing', () => {
    expect(told('peakMemoryShare', { memory: { peakBytes: null, limitBytes: 8 } })).toBe('unknown: no line states the peak of memory');
    expect(told('peakMemoryShare', { memory: { peakBytes: 6, limitBytes: null } })).toBe('unknown: no line states the limit of memory');
    expect(told('peakMemoryShare', { memory: { peakBytes: 6, limitBytes: 0 } })).toBe('unknown: no line states the limit of memory');
  });

  it('is to be logged as the diagnosis says, else in general', () => {
    const memory = { peakBytes: null, limitBytes: null };
    const unevaluated = [{ cause: 'memory-headroom-low', missing: 'x', howToLog: 'Print nvidia-smi.' }] as BootReport['unevaluated'];
    expect(read('peakMemoryShare', { memory, unevaluated })).toMatchObject({ howToLog: 'Print nvidia-smi.' });
    expect(read('peakMemoryShare', { memory })).toMatchObject({ howToLog: expect.stringContaining('peak') });
  });
});

describe('the p95 after the start', () => {
  const metric = (period: 'early' | 'steady', quantile: number | null, seconds: number) => ({ period, quantile, seconds, windowSeconds: null });

  it('is the worst that the service printed early', () => {
    const metrics = [metric('early', 0.95, 2), metric('early', 0.95, 3), metric('early', 0.99, 9), metric('steady', 0.95, 8)];
    expect(told('p95AfterStart', { metrics })).toEqual([3, 3, 3, []]);
  });

  it('is unknown without one, with how to log it', () => {
    const reading = read('p95AfterStart', { metrics: [metric('early', 0.99, 9), metric('steady', 0.95, 8)] });
    expect(reading).toMatchObject({ missing: 'no line gives a p95 just after the start', howToLog: expect.stringContaining('p95') });
  });
});

describe('the bytes fetched', () => {
  const fetching = [phase('weights-fetch', 'startup', 9, 4)];

  it('are what the log says, shown by the fetch', () => {
    expect(told('bytesFetched', { bytesFetched: 7, phases: fetching })).toEqual([7, 7, 7, [4]]);
  });

  it('are unknown where weights were fetched without a size, and where the start has no end', () => {
    expect(read('bytesFetched', { bytesFetched: null, phases: fetching })).toEqual({
      kind: 'unknown',
      missing: 'weights were fetched, but no line gives their size',
      howToLog: 'Log the size of what is downloaded.',
    });
    expect(read('bytesFetched', { ...noReady, bytesFetched: null })).toEqual({ kind: 'unknown', missing: 'the start has no end in the log', howToLog: null });
  });

  it('are none in a whole start that fetched nothing', () => {
    expect(told('bytesFetched', { bytesFetched: null, phases: [phase('compile', 'startup', 9, 4)] })).toEqual([0, 0, 0, []]);
  });
});

describe('a phase', () => {
  const gap = (scope: 'startup' | 'request', suspect: string | null, seconds: number): BootReport['gaps'][number] =>
    ({ scope, seconds, errorSeconds: 0, start: '', end: '', after: line(1), before: line(2), suspect }) as unknown as BootReport['gaps'][number];
  const phases = [phase('compile', 'startup', 9, 4), phase('compile', 'request', 2, 5), phase('warmup', 'startup', 1, 6)];

  it('is limited at startup and in a request apart', () => {
    expect(told('phases.compile', { phases })).toEqual([9, 9, 9, [4]]);
    expect(told('requestPhases.compile', { phases })).toEqual([2, 2, 2, [5]]);
    expect([...measures.keys()].filter((id) => /first-request|steady/.test(id))).toEqual([]);
  });

  it('may be longer by the gaps that it is suspected of', () => {
    const gaps = [
      gap('startup', 'compile', 3),
      gap('startup', 'compile', 4),
      gap('startup', 'warmup', 5),
      gap('request', 'compile', 6),
      gap('startup', null, 7),
    ];
    expect(told('phases.compile', { phases, gaps })).toEqual([9, 9, 16, [4]]);
    expect(told('requestPhases.compile', { phases, gaps })).toEqual([2, 2, 8, [5]]);
  });

  it('that a whole start or request does not have takes no time', () => {
    expect(told('phases.autotune', { phases })).toEqual([0, 0, 0, []]);
    expect(told('requestPhases.autotune', { phases })).toEqual([0, 0, 0, []]);
  });

  it('that nothing speaks of is unknown where the whole is, with how to log it', () => {
    const start = read('phases.autotune', { timeToReadySeconds: null });
    expect(start).toMatchObject({ missing: 'no line speaks of autotune, and the length of the start is not in the log' });
    expect(start).toMatchObject({ howToLog: expect.stringContaining('--timestamps') });
    const request = read('requestPhases.autotune', { firstRequestSeconds: null });
    expect(request).toMatchObject({ missing: 'no line speaks of autotune, and the length of the first request is not in the log' });
    expect(request).toMatchObject({ howToLog: expect.stringContaining('Log each request') });
  });

  it('that a log speaks of is known where the whole is not', () => {
    expect(told('phases.compile', { phases, timeToReadySeconds: null })).toEqual([9, 9, 9, [4]]);
    expect(told('requestPhases.compile', { phases, firstRequestSeconds: null })).toEqual([2, 2, 2, [5]]);
  });
});
