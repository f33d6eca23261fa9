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

describe('a worker that imports', () => {
  const booting = (process: string) => signal({ id: 'x/booting', phase: 'process', extent: { kind: 'until-next' }, events: ['import'], facts: { process } });
  const fetched = signal({ id: 'x/fetched', phase: 'weights-fetch', facts: { seconds: 3 }, events: ['weights-download'] });
  const up = { at: 30, process: 'pid 7', text: 'serving' };

  it('does so up to its next line, whatever other processes say', () => {
    expect(imports({ at: 0, signals: [booting('7')] }, { at: 12, process: 'pid 8', text: 'listening' }, up, { at: 31, signals: [ready] })).toEqual([1]);
  });

  it('does more than that where weights are fetched before its next line', () => {
    expect(imports({ at: 0, signals: [booting('7')] }, { at: null, signals: [fetched] }, up, { at: 31, signals: [ready] })).toEqual([]);
    expect(imports({ at: 0, signals: [booting('7')] }, { at: 12, process: 'pid 8', signals: [fetched] }, up, { at: 31, signals: [ready] })).toEqual([1]);
  });
});
