import { describe, expect, it } from 'vitest';
import { parseThresholds, withThresholds } from '../../src/diagnose/thresholds.js';
import type { CauseRule, Condition } from '../../src/rules/schema.js';

const ruleOf = (when: Condition): CauseRule => ({ id: 'compile-at-startup', when }) as unknown as CauseRule;
const full: Condition = { phase: 'compile', seconds: { min: 20, max: 90 }, longest: { min: 10 }, share: { min: 0.2 }, startup: { min: 20 } };
const latency: Condition = { latency: { ratio: { min: 2 }, differenceSeconds: { min: 0.1 } } };
const memory: Condition = { memory: { headroom: { max: 0.2 } } };

const fine = (when: Condition): Condition => withThresholds(ruleOf(when), 'fine').when;
const own = (when: Condition, figures: { readonly [name: string]: number }): Condition => withThresholds(ruleOf(when), { 'compile-at-startup': figures }).when;

describe('thresholds', () => {
  it("are the catalogue's where nothing else is said of the cause", () => {
    const rule = ruleOf(full);
    expect(withThresholds(rule, 'default')).toBe(rule);
    expect(withThresholds(rule, { 'warmup-slow': { seconds: 1 } })).toBe(rule);
    expect(withThresholds({ ...rule, id: 'toString' }, {}).when).toBe(full);
  });

  it('that are fine are a twentieth of the seconds, shares from 1 s of startup on', () => {
    expect(fine(full)).toEqual({ phase: 'compile', seconds: { min: 1, max: 90 }, longest: { min: 0.5 }, share: { min: 0.2 }, startup: { min: 1 } });
    expect(fine(latency)).toEqual({ latency: { ratio: { min: 2 }, differenceSeconds: { min: 0.005 } } });
    expect(fine(memory)).toEqual(memory);
    expect(fine({ phase: 'compile', seconds: { max: 90 } })).toEqual({ phase: 'compile', seconds: { max: 90 } });
  });

  it('of a cause replace those that are named', () => {
    expect(own(full, { seconds: 7 })).toEqual({ ...full, seconds: { min: 7, max: 90 }, longest: { min: 7 } });
    expect(own(full, { share: 0.5 })).toEqual({ ...full, share: { min: 0.5 } });
    expect(own(full, { startup: 3 })).toEqual({ ...full, startup: { min: 3 } });
    expect(own(latency, { ratio: 3 })).toEqual({ latency: { ratio: { min: 3 }, differenceSeconds: { min: 0.1 } } });
    expect(own(latency, { differenceSeconds: 3 })).toEqual({ latency: { ratio: { min: 2 }, differenceSeconds: { min: 3 } } });
    expect(own(memory, { headroom: 0.4 })).toEqual({ memory: { headroom: { max: 0.4 } } });
  });

  it('add none to a condition that has none', () => {
    const plain: Condition = { phase: 'compile' };
    expect(own(plain, { seconds: 7, share: 0.5, startup: 3 })).toEqual(plain);
    const event: Condition = { event: 'compile' };
    expect(own(event, { seconds: 7 })).toBe(event);
  });

  it('reach into conditions made of others', () => {
    const short: Condition = { phase: 'compile', seconds: { min: 20 } };
    const changed = { phase: 'compile', seconds: { min: 1 } };
    expect(fine({ all: [short, { any: [short, { not: short }] }] })).toEqual({ all: [changed, { any: [changed, { not: changed }] }] });
  });
});

describe('a file of thresholds', () => {
  const ids = new Set(['compile-at-startup', 'warmup-slow']);
  const parsed = (value: unknown) => parseThresholds(value, ids);

  it('maps causes to figures', () => {
    const given = { 'compile-at-startup': { seconds: 30, share: 0 }, 'warmup-slow': {} };
    expect(JSON.parse(JSON.stringify(parsed(given)))).toEqual({ thresholds: given });
  });

  it.each([
    [null, 'thresholds must map a cause to its figures, such as `compile-at-startup: { seconds: 30 }`'],
    [[], 'thresholds must map a cause to its figures, such as `compile-at-startup: { seconds: 30 }`'],
    ['fine', 'thresholds must map a cause to its figures, such as `compile-at-startup: { seconds: 30 }`'],
    [{ other: {} }, 'there is no cause "other"'],
    [{ 'warmup-slow': 30 }, '"warmup-slow" must map to figures, such as { seconds: 30 }'],
    [{ 'warmup-slow': null }, '"warmup-slow" must map to figures, such as { seconds: 30 }'],
    [{ 'warmup-slow': [30] }, '"warmup-slow" must map to figures, such as { seconds: 30 }'],
    [{ 'warmup-slow': { second: 30 } }, '"warmup-slow" has no threshold "second"; there are seconds, share, startup, ratio, differenceSeconds, headroom'],
    [{ 'warmup-slow': { seconds: '30' } }, '"seconds" of "warmup-slow" must be a number of 0 or more'],
    [{ 'warmup-slow': { seconds: -1 } }, '"seconds" of "warmup-slow" must be a number of 0 or more'],
    [{ 'warmup-slow': { seconds: Number.POSITIVE_INFINITY } }, '"seconds" of "warmup-slow" must be a number of 0 or more'],
    [{ 'warmup-slow': { seconds: Number.NaN } }, '"seconds" of "warmup-slow" must be a number of 0 or more'],
  ])('of %j says what is wrong', (value, problem) => {
    expect(parsed(value)).toEqual({ problem });
  });
});
