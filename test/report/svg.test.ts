import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/index.js';
import type { BootReport } from '../../src/model/report.js';
import { renderSvg } from '../../src/report/svg.js';
import { capturedGolden, capturedLogs, capturedReport } from './captured-reports.js';
import { lessonBoot, reportOf } from './lesson-report.js';
import { bootOf } from './many-spans.js';
import { vllmBoot } from './vllm-report.js';

const svg = (...boots: BootReport[]): string => renderSvg(reportOf(...boots));

/** What XML asks for, as far as this format uses it: elements that nest, attributes in quotes, no bare `&`, only characters that it knows. */
const isWellFormed = (markup: string): boolean => {
  const open: string[] = [];
  const rest = markup.replace(/<(\/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)>/g, (_tag, closes: string, name: string, _attributes, closesItself: string) => {
    if (closes === '/') return open.pop() === name ? '' : '<';
    if (closesItself === '') open.push(name);
    return '';
  });
  return open.length === 0 && !/[<\u0000-\u0009\u000b-\u001f\ufffe\uffff\p{Surrogate}]|&(?!(?:amp|lt|gt|quot|#39);)/u.test(rest);
};

const filled = (text: string): BootReport => {
  const [cause] = lessonBoot.causes;
  if (cause === undefined) throw new Error('the lesson has causes');
  return {
    ...vllmBoot,
    id: text,
    replica: text,
    reason: text,
    runtime: text,
    causes: [{ ...cause, id: text, title: text, evidence: [{ file: text, line: 1, text }] }],
  };
};

describe('the waterfall as a picture', () => {
  it.each(capturedLogs)('shows %s as agreed', async (name) => {
    await expect(renderSvg(await capturedReport(name))).toMatchFileSnapshot(capturedGolden(name, 'svg'));
  });

  it('is what the README shows of the lesson', async () => {
    await expect(renderSvg(await diagnose('fixtures/lesson.log'))).toMatchFileSnapshot('../../docs/lesson.svg');
  });

  it('is small, the same each time, and has a light and a dark look', () => {
    const picture = svg(vllmBoot);
    expect(svg(vllmBoot)).toBe(picture);
    expect(picture.length).toBeLessThan(20_000);
    expect(picture).toContain('@media(prefers-color-scheme:dark)');
  });

  it('says in words what it shows', () => {
    const picture = svg(vllmBoot);
    expect(picture).toMatch(/<title id="coldcase-title">[^<]+<\/title>/);
    expect(picture).toMatch(/<desc id="coldcase-description">slow: 47 % of the start[^<]*compile 61\.2 s[^<]*not explained 15\.9 s\.<\/desc>/);
  });

  it('has no script and refers to nothing outside of it', () => {
    const picture = svg(vllmBoot, lessonBoot).replace('xmlns="http://www.w3.org/2000/svg"', '');
    expect(picture).not.toMatch(/<script|<foreignObject|<image|href|@import|https?:| on[a-z]+=|url\((?!#)/i);
  });

  it('is well-formed whatever the log holds', () => {
    for (const evil of ['</text><script>alert(1)</script>', '"><image href="https://example.com/"/>', ']]>&amp;&#0;', '\u0000\u001b[2J\ufffe\ud800']) {
      expect(isWellFormed(svg(filled(evil)))).toBe(true);
      expect(svg(filled(evil))).not.toMatch(/<script|<image/);
    }
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => isWellFormed(svg(filled(text)))));
  });

  it('cuts what is too long for its line, wide characters counted as wide', () => {
    const longest = (text: string): number =>
      Math.max(...[...svg(filled(text)).matchAll(/<text[^>]*>(.*?)<\/text>/g)].map((match) => stringWidth((match[1] ?? '').replace(/<[^>]*>/g, ''))));
    for (const text of ['abc '.repeat(200), 'W'.repeat(800), '模型'.repeat(200)]) expect(longest(text)).toBeLessThanOrEqual(112);
  });

  it('draws the own time of a phase over what runs inside of it, and gaps hatched', () => {
    const picture = svg(vllmBoot);
    expect(picture).toMatch(/<g><title>memory-profile[^<]*<\/title>.*class="covered" d="[^"]+"\/><path class="own"/);
    expect(picture).toMatch(/<g><title>gap · 10\.6 s · 8 % [^<]*<\/title>.*class="gap"/);
  });

  it('makes the phases stand out that a cause points to', () => {
    const rowOf = (label: string): string => svg(vllmBoot).match(new RegExp(`<title>${label}.*`))?.[0] ?? '';
    expect(rowOf('compile')).toContain('blamed');
    expect(rowOf('tokenizer')).not.toContain('blamed');
  });

  it('stays small with ten thousand spans, and says that it draws some as one', () => {
    const picture = svg(bootOf(10_000));
    expect(picture.length).toBeLessThan(20_000);
    expect(picture).toContain('are drawn as one');
    expect(svg(vllmBoot)).not.toContain('are drawn as one');
  });

  it('draws the first twenty of many boots and counts the others', () => {
    const picture = svg(...Array.from({ length: 25 }, () => lessonBoot));
    expect(picture.match(/<rect class="cold"/g)).toHaveLength(20);
    expect(picture).toContain('5 more starts were found and are not drawn.');
  });

  it('says so when no boot was found', () => {
    expect(svg()).toContain('No start of a service was found');
    expect(isWellFormed(svg())).toBe(true);
  });
});
