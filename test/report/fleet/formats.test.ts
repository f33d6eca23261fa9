import { spawnSync } from 'node:child_process';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { plainPalette } from '../../../src/report/drawing/palette.js';
import { formats } from '../../../src/report/registry.js';
import { fleet } from './fleet.js';

const shown = async (name: string): Promise<string> => {
  const load = formats.get(name)?.loadFleet;
  if (load === undefined) throw new Error(`${name} does not show a fleet`);
  return (await load())(fleet, { width: 100, palette: plainPalette, isBrief: false });
};

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

describe('a fleet', () => {
  it('as text names the release from which on starts were slower', async () => {
    const text = await shown('text');
    expect(text).toContain('Since version 1.3 (1.2 came before) time to ready is 48.0 s instead of 33.0 s');
    expect(text).toContain('60 boots of 60 replicas in 60 files, 2 copies left out, 1 could not be read');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(130);
  });

  it('as a page is whole HTML that loads nothing and holds no markup of a label', async () => {
    const page = await shown('html');
    const errors: string[] = [];
    parse(page, { onParseError: ({ code }) => errors.push(code) });
    expect(errors).toEqual([]);
    expect(page).not.toContain('<script>alert(1)');
    expect(page).not.toMatch(/(?:src|href)="https?:/);
    expect(page).toContain('id="fleet"');
  });

  it('as CSV has a row for each cause, label and regression, and no formula', async () => {
    const rows = (await shown('csv')).split('\r\n');
    expect(rows.filter((row) => row.startsWith('regression,timeToReadySeconds,version,1.3,'))).toHaveLength(1);
    expect(rows.filter((row) => row.startsWith('split,')).some((row) => row.includes(",'=cmd|"))).toBe(true);
  });

  it.skipIf(!hasPromtool)(`as metrics is what Prometheus takes${hasPromtool ? '' : ' (skipped: no promtool)'}`, async () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: await shown('prometheus'), encoding: 'utf8' });
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  });

  it('as OpenMetrics tells each cause once', async () => {
    const text = await shown('openmetrics');
    expect(text.endsWith('# EOF\n')).toBe(true);
    expect(text).toContain('coldcase_fleet_cause_replica_seconds{cause="compile-at-startup"} 360');
  });
});
