import { describe, expect, it } from 'vitest';
import { bootOf, ready, signal } from './given.js';

const starting = signal({ id: 'x/starting', boot: 'may-start', phase: 'process', extent: { kind: 'until-next' }, events: ['import'] });
const importing = signal({ id: 'x/importing', phase: 'process', extent: { kind: 'until-next' }, events: ['import'] });
const loaded = signal({ id: 'x/loaded', phase: 'weights-load', facts: { seconds: 5 }, events: ['model-load'] });

/** Lines that open a stretch which counts as imports. */
const imports = (...lines: Parameters<typeof bootOf>[0]) =>
  bootOf(lines).phases.flatMap(({ spans }) => spans.flatMap(({ events, evidence }) => (events.includes('import') ? [evidence[0]?.line] : [])));

describe('a line that something starts', () => {
  it('opens imports', () => {
    expect(imports({ at: 0, signals: [starting] }, { at: 9, text: 'torch 2.11' }, { at: 12, signals: [ready] })).toEqual([1]);
  });

  it('opens none after a load, unless it says that something is imported', () => {
    const before = [
      { at: 0, text: 'configuration read' },
      { at: 6, signals: [loaded] },
    ];
    expect(imports(...before, { at: 7, signals: [starting] }, { at: 90, text: 'old sessions removed' }, { at: 91, signals: [ready] })).toEqual([]);
    expect(imports(...before, { at: 7, signals: [importing] }, { at: 90, text: 'plug-ins there' }, { at: 91, signals: [ready] })).toEqual([3]);
  });
});
