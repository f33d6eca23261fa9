import { describe, expect, it } from 'vitest';
import { compare } from '../../src/gate/compare/compare.js';
import type { BootReport } from '../../src/model/report.js';
import { bootReport, causeOf, timed } from './boot-report.js';

const compiling = (ready: number, compile: number, given: Partial<BootReport> = {}): BootReport =>
  timed(ready, 0.4, { phases: [{ phase: 'compile', scope: 'startup', seconds: compile, share: null, basis: 'stated', spans: [] }], ...given });

const side = (name: string, ...boots: readonly BootReport[]) => ({ name, boots });

describe('a comparison', () => {
  it('says what moved, by how much, and which phase explains it', () => {
    const { summary } = compare(side('old', compiling(40, 5)), side('new', compiling(62, 26)), false);
    expect(summary).toBe('The time to ready went up by 22 s, from 40 s to 62 s: compile (+21 s). The first request is the same (400 ms).');
  });

  it('gives an interval and a verdict where each start is a run', () => {
    const old = [40, 41, 42, 43, 44, 45].map((seconds) => timed(seconds));
    const { figures } = compare(side('old', ...old), side('new', ...old.map((boot) => timed((boot.timeToReadySeconds ?? 0) + 10))), true);
    const ready = figures.find(({ id }) => id === 'timeToReady');
    expect(ready).toMatchObject({ shift: 10, movement: 'worse' });
    expect(ready?.range?.low).toBeLessThanOrEqual(10);
    expect(ready?.range?.high).toBeGreaterThanOrEqual(10);
  });

  it('does not call one start against one worse, however far apart', () => {
    const { figures } = compare(side('old', timed(40)), side('new', timed(400)), false);
    expect(figures.find(({ id }) => id === 'timeToReady')).toMatchObject({ shift: 360, movement: 'unclear', range: null, p: null });
  });

  it('parts causes that came, went and stayed', () => {
    const old = bootReport({ causes: [causeOf('a'), causeOf('b')] });
    const recent = bootReport({ causes: [causeOf('b'), causeOf('c', { severity: 'error' })] });
    const { causes, summary } = compare(side('old', old), side('new', recent), false);
    expect([causes.came, causes.went, causes.stayed].map((list) => list.map(({ id }) => id))).toEqual([['c'], ['a'], ['b']]);
    expect(summary).toContain('New: c. Gone: a.');
  });

  it('tells starts that fail now, and takes no figures from them', () => {
    const { summary, after } = compare(side('old', timed(40)), side('new', bootReport({ verdict: 'failed' }), timed(40)), false);
    expect(summary).toMatch(/^1 of 2 starts failed, where 0 of 1 did\./);
    expect(after.boots).toHaveLength(2);
  });

  it('names in what the two differ', () => {
    const { differences } = compare(side('old', timed(40)), side('new', timed(40, 0.4, { runtimeVersion: '0.9.0' })), false);
    expect(differences).toEqual(['runtimeVersion: 0.8.4 → 0.9.0']);
  });
});
