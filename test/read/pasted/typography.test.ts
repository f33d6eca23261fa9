import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/read/pasted/typography.js';

describe('characters that a page put in place of those of a program', () => {
  it.each([
    ['a\u00a0b\u2007c\u202fd', 'a b c d'],
    ['\u201ea\u201c \u201cb\u201d', '"a" "b"'],
    ['\u201aa\u2018 \u2018b\u2019', "'a' 'b'"],
    ['\u201fa\u2026\u2013', '\u201fa\u2026\u2013'],
    ['&lt;a href=&quot;b&quot;&gt; &#39;c&#x27; &apos;d&apos;&nbsp;e &amp;&amp; f', `<a href="b"> 'c' 'd' e && f`],
    ['&amp;lt;', '&lt;'],
    ['&copy; &lt a&b;', '&copy; &lt a&b;'],
  ])('%j is %j', (text, plain) => {
    expect(plainText(text, false)).toBe(plain);
  });

  it('are entities alone where the text is ASCII', () => {
    expect(plainText('a &amp; b', true)).toBe('a & b');
  });
});
