import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/diagnose/condition.js';
import { secondsOf } from '../../src/diagnose/found.js';
import type { Condition } from '../../src/rules/schema.js';
import { boot, event, line, mark, readyBoot, request, span } from './boot.js';

const state = (condition: Condition, one = boot()) => evaluate(condition, one).state;

describe('conditions on phases', () => {
  it('count a share only of a start that is known as a whole', () => {
    const condition: Condition = { phase: 'compile', scope: 'startup', share: { min: 0.2 }, startup: { min: 20 } };
    const spans = [span('compile', 6)];
    expect(state(condition, readyBoot(25, { spans }))).toBe('matched');
    expect(state(condition, readyBoot(19, { spans }))).toBe('not-matched');
    expect(state(condition, readyBoot(25, { spans, hasBeginning: false }))).toBe('unknown');
  });

  it('rule a share out that cannot be reached however long the start was', () => {
    const condition: Condition = { phase: 'compile', share: { min: 0.2 }, startup: { min: 20 } };
    expect(state(condition, boot({ spans: [span('compile', 3)] }))).toBe('not-matched');
  });

  it('count work that runs side by side once', () => {
    const spans = [
      span('weights-load', 12, { start: 0, end: 12, process: 'rank 0' }),
      span('weights-load', 15, { start: 0, end: 15, process: 'rank 1' }),
      span('weights-load', 1, { start: 20, end: 21 }),
    ];
    const outcome = evaluate({ phase: 'weights-load', longest: { min: 5 } }, boot({ spans }));
    expect(outcome.state === 'matched' && secondsOf(boot({ spans }), outcome.findings)).toBe(15);
  });

  it('show processes in turn each, and of ranks side by side the slowest first', () => {
    const ranks = [1, 2, 3].map((rank) => span('process', 20 + rank, { start: 30, end: 50 + rank, signal: 'x/import', evidence: [line(rank)] }));
    const server = span('process', 15, { start: 0, end: 15, signal: 'x/import', evidence: [line(9)] });
    const outcome = evaluate({ phase: 'process', longest: { min: 5 } }, boot({ spans: [server, ...ranks] }));
    const shown = outcome.state === 'matched' ? outcome.findings.flatMap((one) => one.evidence.map((evidence) => evidence.line)) : [];
    expect(shown.slice(0, 2)).toEqual([3, 9]);
  });

  it("take other phases' work out of the longest span", () => {
    const spans = [span('process', 12, { start: 0, end: 12, events: ['import'] }), span('tokenizer', 8, { start: 3, end: 11 })];
    expect(state({ phase: 'process', longest: { min: 5 } }, boot({ spans }))).toBe('not-matched');
    expect(state({ phase: 'process', longest: { min: 4 } }, boot({ spans }))).toBe('matched');
  });

  it('take only spans with or without an event', () => {
    const spans = [span('device-init', 9, { events: ['collective-init'] })];
    expect(state({ phase: 'device-init', without: 'collective-init' }, boot({ spans }))).toBe('not-matched');
    expect(state({ phase: 'device-init', event: 'collective-init' }, boot({ spans }))).toBe('matched');
  });

  it('cannot be judged where the log says that it happened but not how long it took', () => {
    const condition: Condition = { phase: 'tokenizer', scope: 'startup', seconds: { min: 0.5 } };
    expect(evaluate(condition, boot({ events: [event('tokenizer-load', { evidence: line(7) })] }))).toEqual({
      state: 'unknown',
      missing: 'line 7 says that it happened (tokenizer-load), but no line says how long it took',
    });
    expect(state(condition)).toBe('not-matched');
  });
});

describe('what comes after what', () => {
  const warmup = span('warmup', 2, { start: 11.4, end: 13.4, order: 3 });
  const condition: Condition = { phase: 'warmup', after: { event: 'healthy-answer' } };

  it('is told by the order of the lines within a second of a clock of whole seconds', () => {
    expect(state(condition, boot({ spans: [warmup], events: [event('healthy-answer', { time: 13, order: 5 })] }))).toBe('not-matched');
  });

  it('is told by the clock where both tell parts of a second', () => {
    expect(state(condition, boot({ spans: [warmup], events: [event('healthy-answer', { time: 13.1, order: 5 })] }))).toBe('matched');
  });
});

describe('conditions on events', () => {
  it('count events and processes', () => {
    const events = [event('worker-load', { process: 'pid 1' }), event('worker-load', { process: 'pid 2' }), event('worker-load', { process: 'pid 2' })];
    expect(state({ event: 'worker-load', processes: { min: 2 } }, boot({ events }))).toBe('matched');
    expect(state({ event: 'worker-load', processes: { min: 3 } }, boot({ events }))).toBe('not-matched');
    expect(state({ event: 'worker-load', count: { min: 3 } }, boot({ events }))).toBe('matched');
  });

  it('count the processes of one model where they name theirs, and with each those that name none', () => {
    const load = (process: string, model?: string) => event('worker-load', { process, facts: model === undefined ? {} : { model } });
    const condition: Condition = { event: 'worker-load', processes: { min: 2 } };
    expect(state(condition, boot({ events: [load('W-9000', 'a'), load('W-9001', 'b')] }))).toBe('not-matched');
    expect(state(condition, boot({ events: [load('W-9000', 'a'), load('W-9001', 'b'), load('W-9002', 'b')] }))).toBe('matched');
    expect(state(condition, boot({ events: [load('W-9000', 'a'), load('W-9001')] }))).toBe('matched');
  });

  it('see events that only a span carries', () => {
    expect(state({ event: 'model-load', scope: 'request' }, boot({ spans: [span('weights-load', 3, { scope: 'request', events: ['model-load'] })] }))).toBe(
      'matched',
    );
  });

  it('compare a fact with that of the earlier event', () => {
    const load = (model: string) => boot({ events: [event('model-unload', { facts: { model: 'a' } }), event('model-load', { facts: { model } })] });
    const condition: Condition = { event: 'model-load', after: { event: 'model-unload' }, same: 'model' };
    expect(state(condition, load('a'))).toBe('matched');
    expect(state(condition, load('b'))).toBe('not-matched');
  });

  it('take what says no name for what was named last, and for any where nothing was named since', () => {
    const unload = event('model-unload', { facts: { model: 'a' } });
    const condition: Condition = { event: 'model-load', after: { event: 'model-unload' }, same: 'model' };
    const unnamed = () => event('model-load', { facts: {} });
    expect(state(condition, boot({ events: [unload, unnamed()] }))).toBe('matched');
    expect(state(condition, boot({ events: [unload, event('model-load', { facts: { model: 'b' } }), unnamed()] }))).toBe('not-matched');
    expect(state(condition, boot({ events: [event('model-load', { facts: { model: 'a' } }), unload, unnamed()] }))).toBe('matched');
  });

  it('take a second load for the same one only where one process names it twice and the first was done', () => {
    const condition: Condition = { event: 'model-load', after: { event: 'model-load' }, same: 'model' };
    const loads = (model: string | null, process: string | null) => {
      const load = () => span('weights-load', 3, { process, events: ['model-load'], facts: model === null ? {} : { model } });
      return boot({ spans: [load(), load()] });
    };
    expect(state(condition, loads('a', 'pid 1'))).toBe('matched');
    expect(state(condition, loads(null, 'pid 1'))).toBe('not-matched');
    expect(state(condition, loads('a', null))).toBe('not-matched');
  });

  it('know the place of requests', () => {
    const ready = mark(10);
    const one = boot({ milestones: { listening: null, ready, warm: null }, requests: [request(0.2, { start: 12 })] });
    expect(state({ phase: 'first-request', after: { milestone: 'ready' } }, one)).toBe('matched');
    expect(state({ phase: 'first-request', before: { milestone: 'ready' } }, one)).toBe('not-matched');
  });

  it('match facts by value and by range', () => {
    const one = boot({ events: [event('weights-download', { facts: { bytes: 5e9 } })] });
    expect(state({ event: 'weights-download', where: { bytes: { min: 1e8 } } }, one)).toBe('matched');
    expect(state({ event: 'weights-download', where: { constructor: { min: 0 } } }, one)).toBe('not-matched');
  });
});

describe('all, any and not', () => {
  const conditions: Readonly<{ [state: string]: Condition }> = {
    matched: { outcome: 'running' },
    'not-matched': { outcome: 'failed' },
    unknown: { memory: { headroom: { max: 0.2 } } },
  };
  const states = fc.array(fc.constantFrom('matched', 'not-matched', 'unknown'), { minLength: 1 });
  const pick = (name: string): Condition => conditions[name] ?? { outcome: 'running' };

  it('all fails by one that fails, else is unknown by one unknown', () => {
    fc.assert(
      fc.property(states, (names) => {
        const wanted = names.includes('not-matched') ? 'not-matched' : names.includes('unknown') ? 'unknown' : 'matched';
        expect(state({ all: names.map(pick) })).toBe(wanted);
      }),
    );
  });

  it('any matches by one that matches, else is unknown by one unknown; not turns it round', () => {
    fc.assert(
      fc.property(states, (names) => {
        const wanted = names.includes('matched') ? 'matched' : names.includes('unknown') ? 'unknown' : 'not-matched';
        expect(state({ any: names.map(pick) })).toBe(wanted);
        const turned = wanted === 'matched' ? 'not-matched' : wanted === 'not-matched' ? 'matched' : 'unknown';
        expect(state({ not: { any: names.map(pick) } })).toBe(turned);
      }),
    );
  });
});
