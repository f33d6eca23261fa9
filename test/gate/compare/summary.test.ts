import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../../src/gate/compare/summary.js';
import type { ComparedFigure, Comparison } from '../../../src/model/comparison.js';
import { bootReport } from '../boot-report.js';

type Summed = Parameters<typeof summaryOf>[0];

const figure = (id: string, before: number | null, after: number | null, given: Partial<ComparedFigure> = {}): ComparedFigure =>
  ({
    id,
    title: 'time to ready',
    unit: 'seconds',
    before,
    after,
    shift: before === null || after === null ? null : after - before,
    movement: before === after ? 'same' : 'worse',
    p: null,
    range: null,
    ...given,
  }) as ComparedFigure;

const phase = (name: string, shift: number | null): ComparedFigure => figure(`phases.${name}`, 0, 0, { shift, movement: 'worse' });
const nobody: Comparison['before'] = { name: 'x', boots: [] } as unknown as Comparison['before'];

const summary = (given: Partial<Summed>): string =>
  summaryOf({
    figures: [],
    phases: [],
    causes: { came: [], went: [], stayed: [] } as unknown as Comparison['causes'],
    before: nobody,
    after: nobody,
    ...given,
  });
const moved = (shift: number, ...phases: readonly ComparedFigure[]): string =>
  summary({ figures: [figure('timeToReady', 100, 100 + shift)], phases }).replace(/^The time to ready went /, '');

describe('the summary of a comparison', () => {
  it('says that there is nothing to compare', () => {
    expect(summary({})).toBe('The logs do not give figures to compare.');
    expect(summary({ figures: [figure('timeToReady', null, 3), figure('other', 1, 2)] })).toBe('The logs do not give figures to compare.');
  });

  it('says of each of the two figures where it went', () => {
    expect(summary({ figures: [figure('firstRequest', 2, 1, { title: 'first request' }), figure('timeToReady', 10, 10)] })).toBe(
      'The time to ready is the same (10 s). The first request went down by 1 s, from 2 s to 1 s; no phase that the logs show explains it.',
    );
  });

  it('says where chance may explain it', () => {
    const words = (movement: ComparedFigure['movement'], p: number | null): string => summary({ figures: [figure('timeToReady', 10, 10.05, { movement, p })] });
    expect(words('unclear', 0.3)).toBe('The time to ready went up by 50 ms, from 10 s to 10.1 s, which chance may explain.');
    expect(words('unclear', null)).not.toContain('chance');
    expect(words('worse', 0.3)).not.toContain('chance');
  });

  it('names the phases that moved the same way, most first, until they explain it', () => {
    expect(moved(20, phase('compile', 12), phase('warmup', 5), phase('tokenizer', 3))).toBe(
      'up by 20 s, from 100 s to 120 s: compile (+12 s) and warmup (+5 s).',
    );
    expect(moved(20, phase('compile', 16), phase('warmup', 4))).toBe('up by 20 s, from 100 s to 120 s: compile (+16 s).');
    expect(moved(-20, phase('compile', -20), phase('warmup', 9))).toBe('down by 20 s, from 100 s to 80 s: compile (−20 s).');
  });

  it('names no phase that moved the other way, hardly or not at all, or of which it is not known', () => {
    expect(moved(20, phase('compile', -12), phase('warmup', 1.9), phase('tokenizer', 0), phase('image', null))).toBe(
      'up by 20 s, from 100 s to 120 s; no phase that the logs show explains it.',
    );
    expect(moved(20, phase('warmup', 2))).toBe('up by 20 s, from 100 s to 120 s: warmup (+2 s).');
  });

  it('asks for no phase of less than a tenth of a second', () => {
    const words = (shift: number): string => summary({ figures: [figure('timeToReady', 1, 1, { shift, after: 1 + shift, movement: 'worse' })] });
    expect(words(0.0625)).toBe('The time to ready went up by 63 ms, from 1 s to 1.06 s.');
    expect(words(0.125)).toContain('no phase');
  });

  it('tells how many starts failed, where that has changed', () => {
    const side = (failed: number, good: number): Comparison['before'] =>
      ({
        name: 'x',
        boots: [...Array.from({ length: failed }, () => bootReport({ verdict: 'failed' })), ...Array.from({ length: good }, () => bootReport())],
      }) as unknown as Comparison['before'];
    expect(summary({ before: side(0, 3), after: side(2, 2) })).toBe('2 of 4 starts failed, where 0 of 3 did.');
    expect(summary({ before: side(1, 3), after: side(1, 2) })).toBe('The logs do not give figures to compare.');
  });

  it('names the causes that came and went, four of each, and no notes', () => {
    const causes = (...ids: readonly string[]) => ids.map((id) => ({ id, severity: id === 'n' ? 'note' : 'warning' }));
    const words = (came: readonly string[], went: readonly string[]): string =>
      summary({ causes: { came: causes(...came), went: causes(...went), stayed: [] } as unknown as Comparison['causes'] });
    expect(words(['a', 'n', 'b'], [])).toBe('New: a and b.');
    expect(words(['n'], ['n'])).toBe('The logs do not give figures to compare.');
    expect(words(['a', 'b', 'c', 'd'], ['e', 'f', 'g', 'h'])).toBe('New: a, b, c and d. Gone: e, f, g and h.');
    expect(words(['a', 'b', 'c', 'd', 'e', 'f'], ['a', 'b', 'c', 'd', 'e'])).toBe('New: a, b, c and d and 2 more. Gone: a, b, c and d and 1 more.');
  });
});
