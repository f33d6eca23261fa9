import { describe, expect, it } from 'vitest';
import type { Phase } from '../../src/model/phase.js';
import { type RuntimeRules, runtimeSchema } from '../../src/rules/schema.js';
import { bootOf, ready, signal, start } from './given.js';

const rulesOf = (kind: RuntimeRules['kind']): RuntimeRules[] => [runtimeSchema.parse({ runtime: 'x', title: 'X', kind, detect: [], signals: [] })];
const load = signal({ id: 'x/load', phase: 'weights-load', events: ['model-load'], facts: { seconds: 2 } });
const scopeOf = (boot: ReturnType<typeof bootOf>, phase: Phase) => boot.phases.find((row) => row.phase === phase)?.scope;
const began = [
  { at: 0, signals: [start] },
  { at: 2, signals: [ready] },
];

describe('a load without a logged request', () => {
  it('is a request’s where the service had been ready and idle for a minute', () => {
    expect(scopeOf(bootOf([...began, { at: 400, signals: [load] }], rulesOf('generic')), 'weights-load')).toBe('request');
  });

  it('is nobody’s where it follows ready at once', () => {
    expect(scopeOf(bootOf([...began, { at: 20, signals: [load] }], rulesOf('generic')), 'weights-load')).toBe('background');
  });

  it('is a request’s where a client came between, ten seconds and more after ready', () => {
    const client = signal({ id: 'x/answered', events: ['http-answer'] });
    const scopeAfter = (seconds: number) =>
      scopeOf(bootOf([...began, { at: 4, signals: [client] }, { at: 2 + seconds, signals: [load] }], rulesOf('generic')), 'weights-load');
    expect([scopeAfter(11), scopeAfter(12)]).toEqual(['background', 'request']);
  });

  it('is nobody’s where it had begun before the client came', () => {
    const client = signal({ id: 'x/answered', events: ['request-error'] });
    const long = signal({ id: 'x/load', phase: 'weights-load', events: ['model-load'], facts: { seconds: 29.1 } });
    const boot = bootOf([...began, { at: 5, signals: [client] }, { at: 32, signals: [long] }], rulesOf('generic'));
    expect(scopeOf(boot, 'weights-load')).toBe('background');
  });

  it('is nobody’s where a model was loaded before', () => {
    const boot = bootOf(
      [
        { at: 0, signals: [start] },
        { at: 1, signals: [load] },
        { at: 2, signals: [ready] },
        { at: 400, signals: [load] },
      ],
      rulesOf('generic'),
    );
    expect(boot.events.map(({ scope }) => scope)).toEqual(['startup', 'background']);
  });

  it('is nobody’s where the service gets ready again after it', () => {
    const boot = bootOf([...began, { at: 400, signals: [load] }, { at: 403, signals: [ready] }], rulesOf('generic'));
    expect(scopeOf(boot, 'weights-load')).toBe('background');
  });

  it('is nobody’s where a model server says it', () => {
    expect(scopeOf(bootOf([...began, { at: 400, signals: [load] }], rulesOf('server')), 'weights-load')).toBe('background');
  });

  it('is a request’s where a tool of its users says it, one that stands for a library', () => {
    const tool = rulesOf('server').map((rules) => ({ ...rules, as: 'pytorch' }));
    expect(scopeOf(bootOf([...began, { at: 400, signals: [load] }], tool), 'weights-load')).toBe('request');
  });

  it('is a request’s where the service said ahead that it loads for nobody else', () => {
    const lazy = signal({ id: 'x/lazy', events: ['page-served'] });
    const lines = [
      { at: 0, signals: [start] },
      { at: 1, signals: [lazy] },
      { at: 2, signals: [ready] },
      { at: 3, signals: [load] },
    ];
    expect(scopeOf(bootOf(lines, rulesOf('library')), 'weights-load')).toBe('request');
  });

  it('is a request’s where all that is left of its program is a page', () => {
    const page = signal({ id: 'x/page', milestone: 'ready', events: ['page-served'] });
    const lines = [
      { at: 0, signals: [start] },
      { at: 1, signals: [load] },
      { at: 2, signals: [page] },
      { at: 9, signals: [load] },
    ];
    const scopesOf = (kind: RuntimeRules['kind']) =>
      bootOf(lines, rulesOf(kind))
        .events.filter(({ name }) => name === 'model-load')
        .map(({ scope }) => scope);
    expect([scopesOf('library'), scopesOf('server')]).toEqual([
      ['startup', 'request'],
      ['startup', 'background'],
    ]);
  });

  it('is a request’s, and so is what it fetches, where all that is left of its program is a page', () => {
    const page = signal({ id: 'x/page', milestone: 'ready', events: ['page-served'] });
    const fetched = signal({ id: 'x/fetched', phase: 'weights-fetch', events: ['weights-download'], facts: { seconds: 40 } });
    const lines = [
      { at: 0, signals: [start] },
      { at: 2, signals: [page] },
      { at: 50, signals: [fetched] },
    ];
    expect([scopeOf(bootOf(lines, rulesOf('library')), 'weights-fetch'), scopeOf(bootOf(lines, rulesOf('server')), 'weights-fetch')]).toEqual([
      'request',
      'background',
    ]);
  });
});
