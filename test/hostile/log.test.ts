import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/index.js';
import { formats } from '../../src/report/registry.js';
import { run } from '../cli/run.js';
import { checkFormat } from '../fuzz/sound-format.js';
import { checkReport } from '../fuzz/sound-report.js';

/** What somebody who can write into a log would write there: to terminals, browsers, spreadsheets, Markdown and format strings. */
const injected = [
  '\u001b[2J\u001b]0;owned\u0007\u009b31m',
  '\u202egnp.exe\u2066',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  ']]><!-- &lt;',
  '`code` | [x](javascript:alert(1)) ![y](http://example.org/z) **b**',
  '=HYPERLINK("http://example.org","x")',
  '%s %n %x #{x} {{x}} $(id)',
  '" } # EOF\nup 1',
  '::error file=x::owned',
];

const logWith = (text: string): string =>
  `2026-01-01 00:00:00 INFO Loading weights: 9.8s ${text}\n{"message":"${'Tokenizer vocab load: 90s'}","level":"info","time":"2026-01-01T00:00:30Z","kubernetes":{"pod_name":${JSON.stringify(text)}},"model":${JSON.stringify(text)}}\n2026-01-01 00:02:00 ERROR ${text}\n`;

describe('what a log injects', () => {
  it.each([...formats.keys()])('is harmless in %s', async (format) => {
    for (const text of injected) {
      const { status, out } = await run(['--format', format], { stdin: logWith(text) });
      expect(status).toBe(0);
      checkFormat(format, out);
    }
  });

  it('is harmless on a terminal with colours', async () => {
    const { out } = await run(['--no-redact'], { stdin: logWith(injected.join(' ')), isTerminal: true, columns: 80, env: { FORCE_COLOR: '1' } });
    // Our own colours are the only escapes.
    expect(out.replaceAll(/\u001b\[[\d;]*m/g, '')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    expect(out).not.toContain('\u001b[2J');
  });
});

describe('members of a JSON logger', () => {
  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'])('called %s are members like others', async (name) => {
    const line = `{"message":"Loading weights: 1.8s","level":"info","${name}":{"polluted":true},"kubernetes":{"${name}":"x","pod_name":"${name}"},"labels":{"${name}":"x"}}`;
    const report = await diagnose([line, line]);
    checkReport(report);
    expect('polluted' in {}).toBe(false);
    expect(report.boots[0]?.attributedSeconds.startup).toBeCloseTo(1.8);
  });

  it('of logfmt called __proto__ are members like others', async () => {
    checkReport(await diagnose(['time=2026-01-01T00:00:00Z level=info msg="Loading weights: 1.8s" __proto__=x constructor=y']));
    expect('x' in {}).toBe(false);
  });
});

describe('dates', () => {
  it.each([
    '0000-01-01 00:00:00',
    '0000-01-01T00:00:00Z',
    '0001-01-01 00:00:00',
    '9999-12-31 23:59:59',
    '9999-12-31T23:59:59.999999999Z',
    '1900-01-01 00:00:00',
    '2199-12-31 23:59:60',
    '1969-12-31T23:59:59-14:00',
  ])('of the end of time (%s) are no crash and no endless start', async (date) => {
    const report = await diagnose([`${date} INFO Loading weights: 1.8s`, '2026-01-01 00:00:01 INFO Application startup complete.', `${date} INFO ready`]);
    checkReport(report);
    for (const boot of report.boots) expect(boot.timeToReadySeconds ?? 0).toBeLessThan(1e10);
  });
});

describe('figures', () => {
  it.each(['1e308s', '-5s', '-0s', `${'9'.repeat(400)}s`, 'NaN s', 'Infinity s', '1e-320 s', '1e308 GB', '99999999999999999999 ms', '1e308:00:00'])(
    'such as %s give no time that is none',
    async (figure) => {
      const report = await diagnose([`Loading weights: ${figure}`, `Tokenizer vocab load: ${figure}`, '[FirstRequest] CUDA context creation: 2.3s']);
      checkReport(report);
      for (const boot of report.boots) expect(boot.attributedSeconds.startup).toBeLessThan(1e10);
    },
  );
});
