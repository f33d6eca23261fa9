import { describe, expect, it } from 'vitest';
import { fillBecause } from '../../src/diagnose/because.js';
import { finding } from '../../src/diagnose/found.js';
import type { Boot } from '../../src/model/boot.js';
import type { Facts } from '../../src/model/signal.js';
import { boot, event, readyBoot, span } from './boot.js';

type Figures = { readonly seconds: number | null; readonly share: number | null };

const filled = (template: string, facts: Facts = {}, figures: Partial<Figures> = {}, one: Boot = boot()): string =>
  fillBecause(template, one, [finding({ facts })], { seconds: null, share: null, ...figures });

describe("a cause's sentence", () => {
  it('has seconds, share and the whole start in it', () => {
    expect(filled('{seconds} of {startup}, {share}', {}, { seconds: 12.34, share: 0.5 }, readyBoot(700))).toBe('12.3 s of 700 s (12 min), 50 %');
  });

  it.each([
    ['{seconds}', 'an unknown time'],
    ['{startup}', 'an unknown time'],
    ['{share}', 'an unknown share'],
    ['{model}', 'an unknown model'],
    ['{rate}', 'an unknown rate'],
    ['{count}', 'an unknown count'],
  ])('says of what is unknown that it is: %s', (template, words) => {
    expect(filled(template)).toBe(words);
  });

  it('has a part in square brackets only where all of it is known', () => {
    const template = 'Loaded[ {model}][ of {bytes} in {seconds}][ at once].';
    expect(filled(template, { model: 'a', bytes: 2048 })).toBe('Loaded a at once.');
    expect(filled(template, { bytes: 2048 }, { seconds: 3 })).toBe('Loaded of 2 KiB in 3 s at once.');
  });

  it('says of a bar that was never seen full that it took so long at least', () => {
    const said = (facts: Facts) => fillBecause('{seconds}', boot(), [finding({ spans: [span('weights-load', 50, { facts })] })], { seconds: 50, share: null });
    expect([said({ unfinishedSeconds: 50 }), said({ seconds: 50 })]).toEqual(['at least 50 s', '50 s']);
  });

  it('words a fact by its name', () => {
    expect(
      filled('{peakBytes} {bytes} {bytesFree} {waitSeconds} {seconds2} {batch} {isCold}', {
        peakBytes: 2048,
        bytes: 1024,
        bytesFree: 1024,
        waitSeconds: 0.5,
        seconds2: 0.5,
        batch: 3.2496,
        isCold: true,
      }),
    ).toBe('2 KiB 1 KiB 1024 500 ms 0.5 3.25 true');
  });

  it('has one line of a text, and 160 characters of it', () => {
    expect(filled('{error}', { error: '  no such file \nat a.py' })).toBe('no such file');
    expect(filled('{error}', { error: 'x'.repeat(200) })).toBe('x'.repeat(160));
    expect(filled('{error}', { error: '' })).toBe('an unknown error');
  });

  it('has the first fact of a name, and no fact for a figure of its own', () => {
    const findings = [finding({ spans: [span('compile', 3, { facts: { model: 'a', seconds: 99 } })] }), finding({ facts: { model: 'b' } })];
    expect(fillBecause('{model} {seconds}', boot(), findings, { seconds: 3, share: null })).toBe('a 3 s');
  });

  it('counts events where there are several', () => {
    const counted = (...counts: readonly number[]): string =>
      fillBecause(
        '[{count} times]',
        boot(),
        counts.map((count) => finding({ events: Array.from({ length: count }, () => event('compile')) })),
        { seconds: null, share: null },
      );
    expect([counted(1), counted(2), counted(1, 2)]).toEqual(['', '2 times', '3 times']);
  });

  it.each([
    [6.5e9, 1, '6.5 GB/s, as from the page cache or a local NVMe array'],
    [4e9, 1, '4 GB/s, as from the page cache or a local NVMe array'],
    [3.9e9, 1, ''],
    [0.71e9, 1, ''],
    [0.7e9, 1, '0.7 GB/s, as from a cold or network disk'],
    [1.234e9, 10, '0.12 GB/s, as from a cold or network disk'],
    [1e9, 10, '0.1 GB/s, as from a cold or network disk'],
    [0.99e9, 10, '0.1 GB/s, as page faults over a network file system give'],
    [0.5e9, 10, '0.05 GB/s, as page faults over a network file system give'],
    [0.09e9, 1, ''],
  ])('says what the rate of a load points to: %d bytes in %d s', (bytes, seconds, words) => {
    const one = boot({ spans: [span('weights-load', seconds, { facts: { bytes } })] });
    expect(filled('[{rate}]', {}, {}, one)).toBe(words);
  });
});
