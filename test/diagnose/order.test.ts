import { describe, expect, it } from 'vitest';
import { finding } from '../../src/diagnose/found.js';
import type { Held } from '../../src/diagnose/judge.js';
import { chainsOf, inOrder } from '../../src/diagnose/order.js';
import type { Cause, Severity } from '../../src/model/report.js';
import type { CauseRule } from '../../src/rules/schema.js';
import { causes, event, span } from './boot.js';

const [anyRule] = causes as [CauseRule, ...CauseRule[]];

const held = (id: string, given: { because?: readonly string[]; severity?: Severity; at?: number; spanEnd?: number } = {}): Held => ({
  rule: { ...anyRule, id, becauseOf: given.because === undefined ? undefined : [...given.because] },
  severity: given.severity ?? 'warning',
  findings: [
    finding({
      events: given.at === undefined ? [] : [event(id, { time: given.at, order: given.at })],
      spans: given.spanEnd === undefined ? [] : [span('compile', 1, { start: given.spanEnd - 1, end: given.spanEnd, order: given.spanEnd })],
    }),
  ],
});

const chains = (...all: readonly Held[]): { [id: string]: readonly string[] } => Object.fromEntries(chainsOf(all));

describe('what led to a cause', () => {
  it('is what its rule names, where that holds too', () => {
    expect(chains(held('a', { because: ['b', 'c', 'b'] }), held('b'))).toEqual({ a: ['b'], b: [] });
  });

  it('is never itself, and never in a circle', () => {
    expect(chains(held('a', { because: ['a', 'b'] }), held('b', { because: ['c'] }), held('c', { because: ['a'] }))).toEqual({ a: ['b'], b: ['c'], c: [] });
    expect(chains(held('a', { because: ['b'] }), held('b', { because: ['a'] }))).toEqual({ a: ['b'], b: [] });
  });

  it('may be the same for two', () => {
    expect(chains(held('a', { because: ['c'] }), held('b', { because: ['a', 'c'] }), held('c'))).toEqual({ a: ['c'], b: ['a', 'c'], c: [] });
  });

  it('is the first failure, where it is a later one', () => {
    expect(
      chains(held('a', { severity: 'error', at: 9 }), held('b', { severity: 'error', at: 3 }), held('c', { severity: 'error', at: 5 }), held('d', { at: 10 })),
    ).toEqual({
      a: ['b'],
      b: [],
      c: ['b'],
      d: [],
    });
  });

  it('is no failure of the same moment, and none where a moment is not known', () => {
    expect(chains(held('a', { severity: 'error', at: 3 }), held('b', { severity: 'error', at: 3 }), held('c', { severity: 'error' }))).toEqual({
      a: [],
      b: [],
      c: [],
    });
  });

  it('is told by the end of work where there is no event', () => {
    expect(chains(held('a', { severity: 'error', spanEnd: 9 }), held('b', { severity: 'error', at: 8.5 }))).toEqual({ a: ['b'], b: [] });
    expect(chains(held('a', { severity: 'error', at: 7, spanEnd: 9 }), held('b', { severity: 'error', at: 8 }))).toEqual({ a: [], b: ['a'] });
  });
});

describe('the order of causes', () => {
  const cause = (id: string, given: Partial<Cause> = {}): Cause => ({ id, severity: 'warning', seconds: null, becauseOf: [], ...given }) as unknown as Cause;
  const idsOf = (...all: readonly Cause[]): string[] => inOrder(all).map(({ id }) => id);

  it('is that of severity, then of seconds, unknown ones last', () => {
    expect(
      idsOf(
        cause('a'),
        cause('b', { seconds: 1 }),
        cause('c', { seconds: 9 }),
        cause('d', { severity: 'error' }),
        cause('e', { severity: 'note', seconds: 99 }),
        cause('f', { seconds: 0 }),
      ),
    ).toEqual(['d', 'c', 'b', 'f', 'a', 'e']);
  });

  it('is that of what led to what at equal cost, then of names', () => {
    expect(idsOf(cause('a', { becauseOf: ['b'] }), cause('b'))).toEqual(['b', 'a']);
    expect(idsOf(cause('b'), cause('a', { becauseOf: ['b'] }))).toEqual(['b', 'a']);
    expect(idsOf(cause('c'), cause('a'), cause('b'))).toEqual(['a', 'b', 'c']);
    expect(idsOf(cause('a'), cause('b'), cause('c'))).toEqual(['a', 'b', 'c']);
  });
});
