import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sanitize } from '../../../src/report/escape/sanitize.js';

describe('what a log holds', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
    ['\u009b31m', '\\x9b31m'],
    ['a\u0000b\u0007c\rd\u007f', 'a\\x00b\\x07c\\x0dd\\x7f'],
    ['safe\u202eexe.txt\u2066', 'safe\\u{202e}exe.txt\\u{2066}'],
    ['a\tb', 'a  b'],
    ['\r50 %\rdone\r\nb\r', '50 %\\x0ddone\nb'],
    ['\ud800 alone', '\\u{d800} alone'],
  ])('reaches the terminal harmless: %j', (given, expected) => {
    expect(sanitize(given)).toBe(expected);
  });

  it.each(['Größe 模型 🚀 é', 'a\nb', '👩‍👩‍👧'])('stays as it is where it is harmless: %j', (text) => {
    expect(sanitize(text)).toBe(text);
  });

  it('never leaves a control character other than a line feed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => !/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(sanitize(text))),
    );
  });
});
