import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnosePaths } from '../src/diagnose/run.js';
import type { BootReport, Cause } from '../src/model/report.js';

const lesson = 'fixtures/lesson.log';
const folder = 'fixtures/lesson-variants';
/** Variants of which something else is expected than of the lesson's log itself; each has a test of its own below. */
const different = ['two-replicas.log', 'sizes-for-durations.log', 'no-units.log', 'no-metrics.log', 'warmed.log'];
const same = readdirSync(folder).filter((name) => name.endsWith('.log') && !different.includes(name));

async function bootsOf(path: string): Promise<readonly BootReport[]> {
  const { report, problems } = await diagnosePaths([path]);
  expect(problems).toEqual([]);
  return report.boots;
}

async function bootOf(path: string): Promise<BootReport> {
  const boots = await bootsOf(path);
  expect(boots).toHaveLength(1);
  return boots[0] as BootReport;
}

const variant = (name: string): Promise<BootReport> => bootOf(`${folder}/${name}`);
const counted = (boot: BootReport): Cause[] => boot.causes.filter((cause) => cause.severity !== 'note');
const idsOf = (boot: BootReport): string[] =>
  counted(boot)
    .map((cause) => cause.id)
    .sort();
const causeOf = (boot: BootReport, id: string): Cause | undefined => boot.causes.find((cause) => cause.id === id);

const all = ['cold-tail-latency', 'compile-in-request', 'device-init-in-request', 'shape-not-warmed', 'tokenizer-load-slow'];
const without = (id: string): string[] => all.filter((other) => other !== id);

function expectLesson(boot: BootReport): void {
  expect(idsOf(boot)).toEqual(all);
  expect(causeOf(boot, 'device-init-in-request')?.seconds).toBeCloseTo(2.3, 3);
  expect(causeOf(boot, 'compile-in-request')?.seconds).toBeCloseTo(1.2, 3);
  expect(causeOf(boot, 'tokenizer-load-slow')?.seconds).toBeCloseTo(0.7, 3);
  expect(causeOf(boot, 'shape-not-warmed')?.because).toMatch(/512.*128/);
  const latency = causeOf(boot, 'cold-tail-latency');
  expect(latency?.because).toMatch(/1\.45 s.*120 ms/);
  expect(latency?.becauseOf).toEqual(expect.arrayContaining(['device-init-in-request', 'compile-in-request', 'shape-not-warmed']));
  expect(boot.verdict).toBe('cold');
  expect(boot.attributedSeconds.startup).toBeCloseTo(2.5, 3);
  expect(boot.attributedSeconds.firstRequest).toBeCloseTo(3.5, 3);
  expect(boot.firstRequestSeconds).toBeNull();
  expect(boot.firstRequestAtLeastSeconds).toBeCloseTo(3.5, 3);
  const weights = boot.phases.find((phase) => phase.phase === 'weights-load');
  expect(weights?.scope).toBe('startup');
  expect(weights?.seconds).toBeCloseTo(1.8, 3);
}

describe("the lesson's log", () => {
  it('gives its five causes, their seconds and no sixth above a note', async () => {
    expectLesson(await bootOf(lesson));
  });

  it('cites the line of each cause', async () => {
    const boot = await bootOf(lesson);
    const lines = new Map(boot.causes.map((cause) => [cause.id, cause.evidence[0]?.line]));
    expect(Object.fromEntries(lines)).toMatchObject({
      'tokenizer-load-slow': 2,
      'device-init-in-request': 3,
      'compile-in-request': 4,
      'shape-not-warmed': 5,
      'cold-tail-latency': 6,
    });
  });

  it('leads to a warmup of both lengths, with the context created and the tokenizer run first', async () => {
    const boot = await bootOf(lesson);
    expect(boot.warmup?.sequences).toEqual([128, 512]);
    expect(boot.warmup?.steps.join(' ')).toMatch(/context.*tokenizer.*128 and 512/);
  });

  it.each(same)('gives the same diagnosis as %s', async (name) => {
    expectLesson(await variant(name));
  });

  it('gives each of two interleaved replicas its own diagnosis', async () => {
    const boots = await bootsOf(`${folder}/two-replicas.log`);
    expect(new Set(boots.map((boot) => boot.replica)).size).toBe(2);
    for (const boot of boots) expectLesson(boot);
  });

  it('takes no size for a duration, but keeps the cause', async () => {
    const boot = await variant('sizes-for-durations.log');
    expect(idsOf(boot)).toEqual(all);
    expect(causeOf(boot, 'device-init-in-request')?.seconds).toBeNull();
    expect(boot.attributedSeconds.firstRequest).toBeCloseTo(1.2, 3);
  });

  it('says that a figure without a unit could not be evaluated', async () => {
    const boot = await variant('no-units.log');
    expect(idsOf(boot)).toEqual(without('tokenizer-load-slow'));
    expect(boot.unevaluated.map((one) => one.cause)).toContain('tokenizer-load-slow');
  });

  it('says that without a metrics line the latency could not be evaluated', async () => {
    const boot = await variant('no-metrics.log');
    expect(idsOf(boot)).toEqual(without('cold-tail-latency'));
    expect(boot.unevaluated.map((one) => one.cause)).toContain('cold-tail-latency');
  });

  it('calls the same service healthy once it is warmed', async () => {
    const boot = await variant('warmed.log');
    expect(counted(boot)).toEqual([]);
    expect(boot.verdict).toBe('warm');
    expect(boot.warmup ?? null).toBeNull();
  });
});
