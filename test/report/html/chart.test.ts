import { describe, expect, it } from 'vitest';
import type { BootReport, ReportedSpan } from '../../../src/model/report.js';
import { chartOf } from '../../../src/report/html/chart.js';
import { lessonBoot } from '../lesson-report.js';
import { vllmBoot } from '../vllm-report.js';

const iso = (seconds: number): string => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();

const span = (from: number | null, to: number | null, process: string | null = null, seconds = (to ?? 0) - (from ?? 0)): ReportedSpan => ({
  seconds,
  start: from === null ? null : iso(from),
  end: to === null ? null : iso(to),
  basis: 'measured',
  process,
  evidence: [{ file: 'a.log', line: 7, text: 'loaded' }],
});

const bootWith = (spans: readonly ReportedSpan[], more: Partial<BootReport> = {}): BootReport => ({
  ...lessonBoot,
  startedAt: iso(0),
  timeToReadySeconds: 10,
  phases: [{ phase: 'weights-load', scope: 'startup', seconds: 4, share: 0.4, basis: 'measured', spans }],
  ...more,
});

const stretches = (boot: BootReport): (readonly [number, number])[] =>
  (chartOf(boot, 'startup')?.lanes ?? []).flatMap(({ rows }) => rows.flat().map(({ from, to }) => [from, to] as const));

describe('a waterfall', () => {
  it('is as long as the time to ready, and begins with the boot', () => {
    const chart = chartOf(bootWith([span(2, 6)]), 'startup');
    expect([chart?.seconds, chart?.isClocked]).toEqual([10, true]);
    expect(stretches(bootWith([span(2, 6)]))).toEqual([[2, 6]]);
  });

  it('takes the other end from the length where the log has one clock', () => {
    expect(stretches(bootWith([span(null, 6, null, 4), span(7, null, null, 1)]))).toEqual([
      [2, 6],
      [7, 8],
    ]);
  });

  it('says of a span without any clock that its place is not known', () => {
    const bars = chartOf(bootWith([span(2, 6), span(null, null, null, 3)]), 'startup')?.lanes.flatMap(({ rows }) => rows.flat());
    expect(bars?.map(({ isPlaced }) => isPlaced).sort()).toEqual([false, true]);
  });

  it('has a lane for each process, in the order of their numbers', () => {
    const chart = chartOf(bootWith([span(2, 6, 'rank 10'), span(2, 5, 'rank 9')]), 'startup');
    expect(chart?.lanes.map(({ process }) => process)).toEqual(['rank 9', 'rank 10']);
  });

  it('puts what overlaps in one lane into rows of its own', () => {
    const chart = chartOf(bootWith([span(0, 5), span(1, 3), span(3, 4)]), 'startup');
    expect(chart?.lanes[0]?.rows.map((row) => row.length)).toEqual([1, 2]);
  });

  it('lays bars one behind the other where the log has no clock', () => {
    const chart = chartOf(lessonBoot, 'startup');
    expect(chart?.isClocked).toBe(false);
    expect(stretches(lessonBoot)).toEqual([
      [0, 1.8],
      [1.8, 2.5],
    ]);
  });

  it('marks a bar with the number of the cause that its line proves', () => {
    const bars = chartOf(lessonBoot, 'request')?.lanes.flatMap(({ rows }) => rows.flat());
    expect(bars?.map(({ phase, cause }) => [phase, cause?.number])).toEqual([
      ['device-init', 1],
      ['compile', 3],
    ]);
  });

  it('has gaps and milestones where they are known', () => {
    const chart = chartOf(vllmBoot, 'startup');
    expect(chart?.milestones.map(({ name }) => name)).toEqual(['listening', 'ready']);
    expect(chart?.gaps.length).toBeGreaterThan(0);
  });

  it('is none where a scope has neither phases nor gaps', () => {
    expect(chartOf({ ...lessonBoot, phases: [] }, 'startup')).toBeNull();
  });
});
