import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BootReport } from '../../../src/model/report.js';
import { metricFamilies } from '../../../src/report/metrics/families.js';
import { renderOpenmetrics } from '../../../src/report/openmetrics.js';
import { renderPrometheus } from '../../../src/report/prometheus.js';
import { captured, reportOn } from '../captured.js';
import { lessonBoot, reportOf } from '../lesson-report.js';
import { vllmBoot } from '../vllm-report.js';
import { hasOpenmetricsParser, hasPromtool, parsedOpenmetrics, promtool } from './readers.js';

const series = (text: string): string[] => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const figure = (text: string, start: string): string | undefined =>
  series(text)
    .find((line) => line.startsWith(start))
    ?.split(' ')
    .at(-1);

const withText = (evil: string): BootReport => ({
  ...lessonBoot,
  id: `${evil}#1`,
  replica: evil,
  runtimeVersion: evil,
  labels: { pod: evil, [evil]: evil },
  fingerprint: { model: evil },
});

describe('the report as metrics', () => {
  it.each(captured)('of %s are as agreed', async (name, path) => {
    const report = await reportOn(path);
    await expect(renderPrometheus(report)).toMatchFileSnapshot(`../golden/${name}.prom`);
    await expect(renderOpenmetrics(report)).toMatchFileSnapshot(`../golden/${name}.openmetrics.txt`);
  });

  it.skipIf(!hasPromtool).each(captured)('of %s pass promtool (skipped without it: apt-get install prometheus)', async (_name, path) => {
    expect(promtool(renderPrometheus(await reportOn(path)))).toBe('');
  });

  it.skipIf(!hasOpenmetricsParser).each(captured)(
    'of %s pass the reference parser of OpenMetrics (skipped without it: apt-get install python3-prometheus-client)',
    async (_name, path) => {
      const families = parsedOpenmetrics(renderOpenmetrics(await reportOn(path)));
      for (const { name, type, unit } of families) expect(unit === '' || (type === 'gauge' && name.endsWith(`_${unit}`))).toBe(true);
      expect(families.find(({ name }) => name === 'coldcase_boot')?.type).toBe('info');
    },
  );

  it('are the same series in both formats', () => {
    const report = reportOf(vllmBoot, lessonBoot);
    expect(series(renderOpenmetrics(report))).toEqual(series(renderPrometheus(report)));
  });

  it('have a figure only where the log gives one', () => {
    const text = renderPrometheus(reportOf(lessonBoot));
    expect(text).not.toContain('coldcase_time_to_ready_seconds');
    expect(figure(text, 'coldcase_first_request_at_least_seconds')).toBe('3.5');
    expect(figure(text, 'coldcase_phase_seconds{boot="fixtures/lesson.log#1",runtime="generic",phase="compile",scope="request"')).toBe('1.2');
    expect(figure(renderPrometheus(reportOf(vllmBoot)), 'coldcase_time_to_ready_seconds')).toBe('131.4');
  });

  it('say which causes were found even where they have no cost', () => {
    const text = renderPrometheus(reportOf(lessonBoot));
    expect(figure(text, 'coldcase_cause_found{boot="fixtures/lesson.log#1",runtime="generic",cause="shape-not-warmed"')).toBe('1');
    expect(text).not.toMatch(/coldcase_cause_seconds\{[^}]*shape-not-warmed/);
  });

  it('name each set of labels once, with the larger of two figures', () => {
    const text = renderPrometheus(reportOf(vllmBoot, { ...vllmBoot, timeToReadySeconds: 140 }));
    expect(new Set(series(text).map((line) => line.slice(0, line.lastIndexOf(' ')))).size).toBe(series(text).length);
    expect(figure(text, 'coldcase_time_to_ready_seconds')).toBe('140');
  });

  it('tell of a hundred boots at most, the last ones, and how many were left out', () => {
    const text = renderPrometheus(reportOf(...Array.from({ length: 130 }, (_, index) => ({ ...lessonBoot, id: `log#${index + 1}` }))));
    expect(figure(text, 'coldcase_boots ')).toBe('130');
    expect(figure(text, 'coldcase_boots_left_out')).toBe('30');
    expect(text).not.toContain('"log#30"');
    expect(text).toContain('"log#31"');
  });

  it('bound the length of a label and hold no raw control character', () => {
    const text = renderPrometheus(reportOf(withText(`\u001b[2J\u202e"\\\n${'😀'.repeat(500)}`)));
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    const values = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, value = '']) => [...value.replaceAll(/\\(.)/g, '$1')].length);
    expect(Math.max(...values)).toBeLessThanOrEqual(128);
  });

  it('tell boots of a long path apart', () => {
    const path = `/var/log/${'deep/'.repeat(60)}server.log`;
    const text = renderPrometheus(reportOf({ ...lessonBoot, id: `${path}#1` }, { ...lessonBoot, id: `${path}#2` }));
    expect(series(text).filter((line) => line.startsWith('coldcase_boot_info'))).toHaveLength(2);
  });

  it('are only figures of the report where no boot was found', () => {
    expect(series(renderPrometheus(reportOf()))).toEqual(['coldcase_build_info{version="0.1.0"} 1', 'coldcase_boots 0', 'coldcase_boots_left_out 0']);
  });

  it.skipIf(!hasPromtool)('pass promtool whatever the log holds (skipped without it)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (evil) => {
        expect(promtool(renderPrometheus(reportOf(withText(evil))))).toBe('');
      }),
      { numRuns: 15 },
    );
  });

  it.skipIf(!hasOpenmetricsParser)('give back a label as it was, whatever it quotes (skipped without the reference parser)', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z"\\\n{},= #]{1,40}$/), (quoting) => {
        const families = parsedOpenmetrics(renderOpenmetrics(reportOf(withText(quoting))));
        expect(families.find(({ name }) => name === 'coldcase_boot')?.samples[0]?.[1]).toMatchObject({
          replica: quoting,
          pod: quoting,
          fingerprint_model: quoting,
        });
      }),
      { numRuns: 15 },
    );
  });

  it('have names with their unit at the end, and a help text that needs no escape', () => {
    for (const { name, unit, help } of metricFamilies) {
      expect(name).toMatch(/^coldcase_[a-z_]+$/);
      expect(unit === null || name.endsWith(`_${unit}`)).toBe(true);
      expect(help).not.toMatch(/["\\\n]/);
    }
    expect(new Set(metricFamilies.map(({ name }) => name)).size).toBe(metricFamilies.length);
  });
});
