import { describe, expect, it } from 'vitest';
import { bootOf, type Line, ready, signal, start } from './given.js';

const begins = signal({ id: 'x/begins', phase: 'weights-load', events: ['model-load'], extent: { kind: 'starts', key: 'weights' } });
const ends = signal({ id: 'x/ends', phase: 'weights-load', events: ['model-load'], extent: { kind: 'ends', key: 'weights' } });
const loading = (at: number, text = 'Loading ranker/6'): Line => ({ at, text, signals: [begins] });
const loaded = (at: number): Line => ({ at, text: 'Loaded', signals: [ends] });
const copies = (...lines: readonly Line[]) =>
  bootOf([{ at: 0, signals: [start] }, ...lines, { at: 90, signals: [ready] }]).events.filter(({ name }) => name === 'worker-load').length;

describe('loads of one model that stand side by side in a log without processes', () => {
  it('are workers’ own copies', () => {
    expect(copies(loading(1), loading(2), loaded(7), loaded(8))).toBe(2);
  });

  it('are none where they follow each other, name another model, or none', () => {
    expect(copies(loading(1), loaded(7), loading(8), loaded(14))).toBe(0);
    expect(copies(loading(1), loading(2, 'Loading ranker/7'), loaded(7), loaded(8))).toBe(0);
    expect(copies(loading(1, 'Loading model'), loading(2, 'Loading model'), loaded(7), loaded(8))).toBe(0);
  });

  it('are one that is printed twice where they share their clock', () => {
    expect(copies(loading(1), loading(1), loaded(7), loaded(7))).toBe(0);
  });

  it('are none of a second that hardly touch', () => {
    expect(copies(loading(1), loaded(1.5))).toBe(0);
  });
});
