import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDuration } from '../../../src/rules/figures/duration.js';
import { readNumber } from '../../../src/rules/figures/number.js';
import { readSize } from '../../../src/rules/figures/size.js';
import { readFacts } from '../../../src/rules/match/facts.js';

describe('a duration', () => {
  it.each([
    ['2.3s', 2.3],
    ['700 ms', 0.7],
    ['2,300ms', 2.3],
    ['2300 ms', 2.3],
    ['2.3 sec', 2.3],
    ['1m12s', 72],
    ['4m4.956s', 244.956],
    ['1h2m', 3720],
    ['1.5 min', 90],
    ['0:00:02.3', 2.3],
    ['07:52', 472],
    ['1:02:03', 3723],
    ['1 day, 0:00:02', 86402],
    ['PT2S', 2],
    ['PT1H2M3.5S', 3723.5],
    ['2 minutes and 3 seconds', 123],
    ['1 hour, 2 minutes', 3720],
    ['10.3e-3 s', 0.0103],
    ['3.2 秒', 3.2],
    ['1分30秒', 90],
    ['500毫秒', 0.5],
    ['2分钟', 120],
    ['12.5 сек', 12.5],
    ['4.5초', 4.5],
    ['250µs', 0.00025],
    ['250 μs', 0.00025],
    ['12ns', 1.2e-8],
    ['2.3 s.', 2.3],
    ['1,5 s', 1.5],
    ['3,25 secondes', 3.25],
    ['1,500 ms', 1.5],
    ['3 S', 3],
  ])('%s is %d seconds', (text, seconds) => {
    expect(readDuration(text)).toBeCloseTo(seconds, 12);
  });

  it.each(['1.2 GB', '2.3', '', 's', '12M', '2 s 3 s', '3 s 1 m', '1:2:3', '1:75:00', '1,5,0 s', '0.8.4', '12 tokens', 'PT', '-1 s'])('%j is none', (text) => {
    expect(readDuration(text)).toBeNull();
  });

  it.each(['1e308 s', '1e308h', '99999999999 s', `PT${'9'.repeat(400)}S`, `${'9'.repeat(400)}:00:00`])('%j is none: nothing runs for centuries', (text) => {
    expect(readDuration(text)).toBeNull();
  });

  it('is read back from every way of printing it', () => {
    const printed: ((milliseconds: number) => string)[] = [
      (ms) => `${ms}ms`,
      (ms) => `${ms / 1000} s`,
      (ms) => `${ms.toLocaleString('en-US')} ms`,
      (ms) => `${Math.floor(ms / 60_000)}m${(ms % 60_000) / 1000}s`,
      (ms) => `${Math.floor(ms / 3_600_000)}:${String(Math.floor(ms / 60_000) % 60).padStart(2, '0')}:${((ms % 60_000) / 1000).toFixed(3).padStart(6, '0')}`,
      (ms) => `PT${ms / 1000}S`,
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300_000_000 }), fc.constantFrom(...printed), (ms, print) => {
        expect(readDuration(print(ms))).toBeCloseTo(ms / 1000, 9);
      }),
    );
  });

  it('is null or a figure of 0 or more for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d.,:smh ]{0,20}$/)), (text) => {
        const seconds = readDuration(text);
        expect(seconds === null || (seconds >= 0 && Number.isFinite(seconds))).toBe(true);
      }),
    );
  });
});

describe('a number', () => {
  it.each([
    ['45.21', 45.21],
    ['2,300', 2300],
    ['1_000_000', 1_000_000],
    ['12,345.5', 12345.5],
    ['45.', 45],
    ['1e3', 1000],
    ['-3', -3],
  ])('%s is %d', (text, number) => expect(readNumber(text)).toBe(number));

  it.each(['1,5', '0.8.4', '12a', '', '1,23,4'])('%j is none', (text) => expect(readNumber(text)).toBeNull());
});

describe('a size', () => {
  it.each([
    ['1.2 GB', 1.2e9],
    ['512MiB', 512 * 1024 ** 2],
    ['2G', 2 * 1024 ** 3],
    ['4Gi', 4 * 1024 ** 3],
    ['100 KB', 100_000],
    ['12 bytes', 12],
  ])('%s is %d bytes', (text, bytes) => expect(readSize(text)).toBe(bytes));

  it.each(['12', '3 s', '1.2 GBps'])('%j is none', (text) => expect(readSize(text)).toBeNull());
});

describe('facts of captures', () => {
  it('are in base units, by the end of the name', () => {
    expect(
      readFacts({
        milliseconds: '2,300',
        gib: '2',
        limitSize: '80GB',
        compileSeconds: '62.45',
        earlyDuration: '1450ms',
        firstTokenMilliseconds: '250',
        peakGib: '1.5',
      }),
    ).toEqual({
      seconds: 2.3,
      bytes: 2 * 1024 ** 3,
      limitBytes: 80e9,
      compileSeconds: 62.45,
      earlySeconds: 1.45,
      firstTokenSeconds: 0.25,
      peakBytes: 1.5 * 1024 ** 3,
    });
  });

  it('are numbers where the text is one, but for names that hold text', () => {
    expect(readFacts({ sequence: '512', model: 'Qwen/Qwen3', version: '0.10', sequences: '64', process: '12' })).toEqual({
      sequence: 512,
      model: 'Qwen/Qwen3',
      version: '0.10',
      sequences: '64',
      process: '12',
    });
  });

  it.each([
    ['p95', 0.95],
    ['P99.9', 0.999],
    ['95', 0.95],
    ['0.5', 0.5],
  ])('hold the quantile of %s', (text, quantile) => expect(readFacts({ quantile: text }).quantile).toBe(quantile));

  it('say which capture had no unit that can be read, and keep the rest', () => {
    expect(readFacts({ duration: '2.3 GB', model: 'm' })).toEqual({ model: 'm', unreadable: 'duration', unreadableText: '2.3 GB' });
    expect(readFacts({ duration: '1450' })).toEqual({ unreadable: 'duration', unreadableText: '1450' });
  });

  it('take a figure past all measure for unreadable', () => {
    expect(readFacts({ seconds: '1e308' })).toEqual({ unreadable: 'seconds', unreadableText: '1e308' });
    expect(readFacts({ gib: '1e300' })).toEqual({ unreadable: 'gib', unreadableText: '1e300' });
  });

  it('start from what the rule states, and leave out captures that took no part', () => {
    expect(readFacts({ seconds: undefined, batch: '8' }, { kind: 'aot' })).toEqual({ kind: 'aot', batch: 8 });
  });
});
