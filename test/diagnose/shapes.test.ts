import { describe, expect, it } from 'vitest';
import { evaluateShape, uncoveredShapes } from '../../src/diagnose/shapes.js';
import type { Boot, Shape, ShapeFact } from '../../src/model/boot.js';
import { boot, event, line, request, span } from './boot.js';

const fact = (role: ShapeFact['role'], shape: Shape, at = 1): ShapeFact => ({ role, shape, evidence: line(at) });
const warmed = (shape: Shape): ShapeFact => fact('warmed', shape);
const typical = (shape: Shape): ShapeFact => fact('typical', shape);
const requested = (shape: Shape, at = 10): ShapeFact => fact('requested', shape, at);

/** What is not covered, in words: the role of what it was held against, and the sizes. */
const uncovered = (one: Boot): string[] =>
  uncoveredShapes(one).map(({ dimension, requested, role, against }) => `${dimension} ${requested}: ${role} ${against}`);
const uncoveredOf = (...shapes: readonly ShapeFact[]): string[] => uncovered(boot({ shapes }));

describe('a requested size', () => {
  it.each(['batch', 'sequence'] as const)('of %s is covered by a warmed one as large', (dimension) => {
    const sizes = [warmed({ [dimension]: 4 }), warmed({ [dimension]: 128 })];
    expect(uncoveredOf(...sizes, requested({ [dimension]: 128 }))).toEqual([]);
    expect(uncoveredOf(...sizes, requested({ [dimension]: 5 }))).toEqual([]);
    expect(uncoveredOf(...sizes, requested({ [dimension]: 129 }))).toEqual([`${dimension} 129: warmed 4,128`]);
  });

  it.each(['height', 'width'] as const)('of %s is covered by the same warmed one alone', (dimension) => {
    const sizes = [warmed({ [dimension]: 224 }), warmed({ [dimension]: 512 })];
    expect(uncoveredOf(...sizes, requested({ [dimension]: 224 }))).toEqual([]);
    expect(uncoveredOf(...sizes, requested({ [dimension]: 256 }))).toEqual([`${dimension} 256: warmed 224,512`]);
  });

  it('is held against what is typical where none was warmed, and differs from it in either direction', () => {
    expect(uncoveredOf(typical({ batch: 4 }), requested({ batch: 4 }))).toEqual([]);
    expect(uncoveredOf(typical({ batch: 4 }), requested({ batch: 2 }))).toEqual(['batch 2: typical 4']);
    expect(uncoveredOf(typical({ batch: 4 }), warmed({ batch: 8 }), requested({ batch: 6 }))).toEqual([]);
  });

  it('is covered where nothing was said of its dimension', () => {
    expect(uncoveredOf(warmed({ batch: 1 }), requested({ sequence: 900 }))).toEqual([]);
    expect(uncoveredOf(requested({ sequence: 900 }))).toEqual([]);
  });

  it('is looked at in each dimension, the first that is not covered named', () => {
    expect(uncoveredOf(warmed({ batch: 8, sequence: 128 }), requested({ batch: 8, sequence: 256 }))).toEqual(['sequence 256: warmed 128']);
    expect(uncoveredOf(warmed({ batch: 8, sequence: 128 }), requested({ batch: 9, sequence: 256 }))).toEqual(['batch 9: warmed 8']);
  });

  it('names each warmed size once', () => {
    expect(uncoveredOf(warmed({ batch: 4 }), warmed({ batch: 4 }), requested({ batch: 5 }))).toEqual(['batch 5: warmed 4']);
  });

  it('is looked at in the first two hundred requests', () => {
    const many = Array.from({ length: 201 }, () => requested({ batch: 2 }));
    expect(uncoveredOf(typical({ batch: 4 }), ...many)).toHaveLength(200);
  });
});

describe('a requested size beyond the warmed ones', () => {
  const shapes = [warmed({ batch: 4 }), requested({ batch: 8 }, 10), requested({ batch: 16 }, 20)];
  const first = { evidence: [line(10)] };
  const later = { evidence: [line(20)] };
  const given = (requests: Boot['requests'], more: Partial<Boot> = {}): string[] => uncovered(boot({ shapes, requests, ...more }));
  const ofFirst = 'batch 8: warmed 4';
  const ofLater = 'batch 16: warmed 4';

  it('matters in the first request', () => {
    expect(given([request(1, first), request(1, later)])).toEqual([ofFirst]);
  });

  it('matters in the first line that names one, where no request is known', () => {
    expect(given([])).toEqual([ofFirst]);
  });

  it('matters in a request of twice the steady time and a tenth of a second more', () => {
    const slow = (seconds: number | null, steadySeconds: number | null): boolean =>
      given([request(1, first), request(seconds, later)], { steadySeconds }).includes(ofLater);
    expect(slow(2, 1)).toBe(true);
    expect(slow(1.9, 1)).toBe(false);
    expect(slow(0.1875, 0.0625)).toBe(true);
    expect(slow(0.2, 0.125)).toBe(false);
    expect(slow(0.15, 0.0625)).toBe(false);
    expect(slow(null, 1)).toBe(false);
    expect(slow(9, null)).toBe(false);
  });

  it('matters in a request that something was compiled in', () => {
    const compiled = (start: number | null, end: number | null, scope: 'request' | 'startup' = 'request'): boolean => {
      const spans = [span('compile', 1, { start, end, scope })];
      return given([request(1, first), request(null, { ...later, start: 100, end: 110 })], { phases: boot({ spans }).phases }).includes(ofLater);
    };
    expect(compiled(101, 109)).toBe(true);
    expect(compiled(100, 110)).toBe(true);
    expect(compiled(99, 109)).toBe(false);
    expect(compiled(101, 111)).toBe(false);
    expect(compiled(null, 109)).toBe(false);
    expect(compiled(101, null)).toBe(false);
    expect(compiled(101, 109, 'startup')).toBe(false);
  });

  it('does not matter for work around a request whose times are unknown', () => {
    const { phases } = boot({ spans: [span('compile', 1, { start: 101, end: 109, scope: 'request' })] });
    expect(given([request(1, first), request(null, { ...later, start: null, end: 110 })], { phases })).toEqual([ofFirst]);
    expect(given([request(1, first), request(null, { ...later, start: 100, end: null })], { phases })).toEqual([ofFirst]);
  });

  it('belongs to a request of the same shape, where another line names it', () => {
    const slow = { evidence: [line(99)], shape: { batch: 16 } };
    expect(given([request(1, first), request(5, slow)], { steadySeconds: 1 })).toEqual([ofFirst, ofLater]);
    expect(given([request(1, first), request(5, { ...slow, shape: { batch: 16, sequence: 2 } })], { steadySeconds: 1 })).toEqual([ofFirst]);
  });
});

describe('the judgement on shapes', () => {
  it('says which size, beside the warmed ones in order, and shows the line', () => {
    const judged = evaluateShape(boot({ shapes: [warmed({ batch: 16 }), warmed({ batch: 4 }), requested({ batch: 32 }, 10)] }));
    expect(judged).toMatchObject({
      state: 'matched',
      findings: [{ scope: 'request', facts: { shape: 'batch 32', covered: 'warmed 4, 16' }, evidence: [{ line: 10 }] }],
    });
  });

  it('is that there is none where all is covered', () => {
    expect(evaluateShape(boot({ shapes: [warmed({ batch: 4 }), requested({ batch: 4 })] }))).toEqual({ state: 'not-matched' });
  });

  it("takes the log's own word for it, and shows that line first", () => {
    const events = [event('shape-not-warmed', { evidence: line(30) }), event('compile', { evidence: line(31) })];
    const judged = evaluateShape(boot({ events, shapes: [warmed({ batch: 4 }), requested({ batch: 8 }, 10)] }));
    expect(judged.state === 'matched' && judged.findings[0]?.evidence.map((one) => one.line)).toEqual([30, 10]);
    expect(evaluateShape(boot({ events }))).toMatchObject({ state: 'matched', findings: [{ facts: {}, events: [{ name: 'shape-not-warmed' }] }] });
  });

  it("does not take the log's word for sizes that were warmed, all of them", () => {
    const said = (facts: { [name: string]: number | string }): string =>
      evaluateShape(boot({ shapes: [warmed({ batch: 4, sequence: 128 })], events: [event('shape-not-warmed', { facts })] })).state;
    expect(said({ batch: 4, sequence: 128 })).toBe('not-matched');
    expect(said({ batch: 4 })).toBe('not-matched');
    expect(said({ batch: 4, sequence: 129 })).toBe('matched');
    expect(said({ batch: 4, height: 128 })).toBe('matched');
    expect(said({ batch: '4' })).toBe('matched');
    expect(said({})).toBe('matched');
  });
});
