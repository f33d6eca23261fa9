import { describe, expect, it } from 'vitest';
import { fillBecause } from '../../src/diagnose/because.js';
import { finding } from '../../src/diagnose/found.js';
import { parseThresholds } from '../../src/diagnose/thresholds.js';
import type { RuntimeRules } from '../../src/rules/schema.js';
import { boot, diagnosed, event, line, request, span } from './boot.js';

const rules = (runtime: string, given: Partial<RuntimeRules>): RuntimeRules => ({ runtime, title: runtime, kind: 'server', detect: [], signals: [], ...given });

describe('fixes', () => {
  const spans = [span('compile', 60)];
  const own = rules('mine', { fixes: { 'keep-compile-cache': { how: 'MINE_CACHE=/cache', versions: '>=0.6' } } });
  const library = rules('library', { fixes: { 'keep-compile-cache': { how: 'LIBRARY_CACHE=/cache' } } });
  const how = (given: Parameters<typeof boot>[0]) =>
    diagnosed(boot({ spans, ...given }), { runtimes: [library, own] }).causes[0]?.fixes.find((fix) => fix.id === 'keep-compile-cache')?.how;

  it("are the serving runtime's first, then a library's, then the general one", () => {
    expect(how({ runtime: 'mine', runtimes: ['mine', 'library'] })).toBe('MINE_CACHE=/cache');
    expect(how({ runtime: 'other', runtimes: ['other', 'library'] })).toBe('LIBRARY_CACHE=/cache');
    expect(how({ runtime: 'other', runtimes: ['other'] })).toContain('TORCHINDUCTOR_CACHE_DIR');
  });

  it("are the serving runtime's own also where it is reported as another", () => {
    expect(how({ runtime: 'library', runtimes: ['mine', 'library'] })).toBe('MINE_CACHE=/cache');
  });

  it('leave out a way that the version does not have', () => {
    expect(how({ runtime: 'mine', runtimes: ['mine', 'library'], runtimeVersion: '0.5.2' })).toBe('LIBRARY_CACHE=/cache');
  });

  it("save a range of the cause's seconds, say where it comes from and what is left", () => {
    const [cause] = diagnosed(boot({ spans })).causes;
    expect(cause?.fixes.find((fix) => fix.id === 'keep-compile-cache')?.saves).toEqual({
      lowSeconds: 18,
      highSeconds: 55.8,
      basis: 'stated',
      leaves: 'tracing and the load of the cached graphs',
    });
  });

  it('save a measured share where only timestamps tell the time', () => {
    const [cause] = diagnosed(boot({ spans: [span('compile', 60, { basis: 'measured' })] })).causes;
    expect(cause).toMatchObject({ confidence: 'likely' });
    expect(cause?.fixes[0]?.saves?.basis).toBe('measured');
  });
});

describe('a fix that takes a cause out of a request', () => {
  const load = span('weights-load', 3, { scope: 'request', start: 100.2, end: 103.2, events: ['model-load'] });
  const saves = (given: Parameters<typeof boot>[0]) => {
    const { causes } = diagnosed(boot({ spans: [load], hasClock: true, ...given }));
    const fix = causes.find(({ id }) => id === 'model-load-in-request')?.fixes.find(({ id }) => id === 'load-model-at-startup');
    return [fix?.saves?.lowSeconds, fix?.saves?.highSeconds];
  };

  it('may save what else that request took above a steady one', () => {
    expect(saves({ requests: [request(3.6, { start: 100, end: 103.6 })], steadySeconds: 0.1 })).toEqual([2.7, 3.5]);
  });

  it('promises no more of that than a quarter of the cause', () => {
    expect(saves({ requests: [request(9, { start: 100, end: 109 })], steadySeconds: 0.1 })).toEqual([2.7, 3.75]);
  });

  it('promises the cause alone where the log tells of no request around it, or of no steady one', () => {
    expect(saves({ requests: [request(3.6, { start: 200, end: 203.6 })], steadySeconds: 0.1 })).toEqual([2.7, 3]);
    expect(saves({ requests: [request(3.6, { start: 100, end: 103.6 })] })).toEqual([2.7, 3]);
  });
});

describe('what could not be evaluated', () => {
  it("names what the runtime can log, before the cause's own advice", () => {
    const own = rules('mine', { howToLog: { 'memory-headroom-low': 'MINE_DEBUG=1' } });
    const told = diagnosed(boot({ runtime: 'mine', runtimes: ['mine'] }), { runtimes: [own] }).unevaluated;
    expect(told.find((one) => one.cause === 'memory-headroom-low')).toEqual({
      cause: 'memory-headroom-low',
      missing: 'no line states the memory peak or its limit',
      howToLog: 'MINE_DEBUG=1',
    });
  });

  it('holds a step whose time is not stated', () => {
    expect(diagnosed(boot({ events: [event('tokenizer-load')] })).unevaluated.map((one) => one.cause)).toContain('tokenizer-load-slow');
  });
});

describe('gaps', () => {
  it('get the suspect whose lines stand around them', () => {
    const gap = { scope: 'startup' as const, seconds: 9, errorSeconds: 1, start: 1, end: 10, after: line(40, 'Starting to load'), before: line(41, 'Loaded') };
    const own = rules('mine', {
      suspects: [
        { after: 'something else', phase: 'compile', because: 'it compiles' },
        { after: '(?i)starting TO load', phase: 'process', because: 'it imports' },
      ],
    });
    expect(diagnosed(boot({ runtime: 'mine', runtimes: ['mine'], gaps: [gap] }), { runtimes: [own] }).gaps).toEqual([
      { scope: 'startup', startSeconds: null, seconds: 9, errorSeconds: 1, after: gap.after, before: gap.before, suspect: 'process', why: 'it imports' },
    ]);
  });
});

describe('a gap', () => {
  it('tells when it began, since the beginning of the boot', () => {
    const gap = { scope: 'startup' as const, seconds: 9, errorSeconds: 1, start: 101, end: 110, after: line(40, 'a'), before: line(41, 'b') };
    expect(diagnosed(boot({ start: 100, gaps: [gap] })).gaps).toMatchObject([{ startSeconds: 1, seconds: 9 }]);
  });
});

describe('the sentence of a cause', () => {
  it('leaves a bracketed part out where its figure is unknown', () => {
    const fill = (seconds: number | null, share: number | null) => fillBecause('It took {seconds}[, {share} of the start].', boot(), [], { seconds, share });
    expect(fill(61.2, 0.74)).toBe('It took 61.2 s, 74 % of the start.');
    expect(fill(61.2, null)).toBe('It took 61.2 s.');
    expect(fill(null, null)).toBe('It took an unknown time.');
  });

  it('takes facts of the evidence, one line of them, whatever a log puts there', () => {
    const findings = [finding({ facts: { error: 'no {seconds} here\nTraceback', bytes: 6.5 * 1024 ** 3 } })];
    expect(fillBecause('It ended: {error}; {bytes}; {toString}.', boot(), findings, { seconds: 1, share: null })).toBe(
      'It ended: no {seconds} here; 6.5 GiB; an unknown toString.',
    );
  });
});

describe('a file of thresholds', () => {
  const ids = new Set(['compile-at-startup']);

  it('is taken where it names causes and figures', () => {
    expect(parseThresholds({ 'compile-at-startup': { seconds: 30, share: 0.3 } }, ids)).toEqual({
      thresholds: { 'compile-at-startup': { seconds: 30, share: 0.3 } },
    });
  });

  it.each([
    [[], 'must map a cause'],
    [{ 'compile-at-start': { seconds: 30 } }, 'no cause "compile-at-start"'],
    [{ 'compile-at-startup': { second: 30 } }, 'no threshold "second"'],
    [{ 'compile-at-startup': { seconds: 'long' } }, 'must be a number'],
  ])('is refused with the reason: %j', (value, reason) => {
    expect(parseThresholds(value, ids)).toMatchObject({ problem: expect.stringContaining(reason) });
  });
});
