import { describe, expect, it } from 'vitest';
import { clockIn } from '../../../src/report/markdown/clock-in-text.js';

const at = (iso: string): number => Date.parse(iso) / 1000;

describe('the clock in a line', () => {
  it.each([
    ['[2026-11-26 14:59:51 +0000] [31729] [CRITICAL] WORKER TIMEOUT', at('2026-11-26T14:59:51Z')],
    ['2026-11-26 13:51:35,666 INFO starting', at('2026-11-26T13:51:35.666Z')],
    ['2026-11-26T14:48:40.518123Z INFO', at('2026-11-26T14:48:40.518Z')],
    ['2026-11-26T14:48:40+05:30 INFO', at('2026-11-26T09:18:40Z')],
    ['INFO 02-11 05:33:10 no year', null],
    ['2026-99-99 99:99:99', null],
  ])('is read from %s', (line, seconds) => {
    expect(clockIn(line)).toBe(seconds);
  });
});
