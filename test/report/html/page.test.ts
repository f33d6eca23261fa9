import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BootReport, Report } from '../../../src/model/report.js';
import { sanitize } from '../../../src/report/escape/sanitize.js';
import { mapTexts } from '../../../src/report/escape/texts.js';
import { renderHtml } from '../../../src/report/html.js';
import { lessonBoot, reportOf } from '../lesson-report.js';
import { vllmBoot } from '../vllm-report.js';
import { attributeOf, type ParsedPage, parsePage, rawTextOf, textOf } from './parsed-page.js';

const pageOf = (...boots: BootReport[]): ParsedPage => parsePage(renderHtml(reportOf(...boots), {}));

const embedded = (page: ParsedPage, id: string): unknown => JSON.parse(rawTextOf(page.elements.find((element) => attributeOf(element, 'id') === id)));

describe('the page without its script', () => {
  it('begins with the verdict and its sentence', () => {
    const page = pageOf(lessonBoot);
    expect(textOf(page.byClass('verdict')[0])).toBe('cold');
    expect(page.byTag('h1').map(textOf)).toEqual(['The first request waited 3.5 s for the CUDA context (2.3 s) and kernel compilation (1.2 s).']);
    expect(textOf(page.byTag('title')[0])).toMatch(/^cold: the first request waited/);
  });

  it('shows milestones and figures', () => {
    const figures = pageOf(vllmBoot).byTag('dt').map(textOf);
    expect(figures).toEqual(['listening', 'ready', 'first request', 'steady request', 'first token', 'memory peak']);
  });

  it('has a row with a bar for each phase, gap and milestone, in the order of time', () => {
    const rows = pageOf(vllmBoot)
      .byTag('tr')
      .flatMap((row) => attributeOf(row, 'data-phase') || []);
    for (const { phase } of vllmBoot.phases.filter(({ scope }) => scope === 'startup')) expect(rows).toContain(phase);
    expect(rows).toContain('gap');
    expect(rows.indexOf('listening')).toBeLessThan(rows.indexOf('ready'));
  });

  it('shows every cause with its lines, fixes, savings and trade-offs', () => {
    const page = pageOf(lessonBoot);
    const causes = page.byClass('cause').map(textOf);
    expect(causes.length).toBe(lessonBoot.causes.length);
    expect(causes[0]).toContain('[FirstRequest] CUDA context creation: 2.3s');
    expect(causes[0]).toContain('torch.zeros(1, device="cuda")');
    expect(causes.join()).toContain('Trade-off the start takes that much longer');
    expect(causes.join()).toContain('Saving 1.0–1.2 s (stated)');
  });

  it('shows what could not be evaluated, and how to know', () => {
    const [section] = pageOf(lessonBoot).byClass('unevaluated');
    expect(textOf(section)).toContain('import-slow, weights-load-slow the log has no clock To know: log with timestamps');
  });

  it('has one heading of the first level, and none is left out below', () => {
    for (const page of [pageOf(lessonBoot), pageOf(lessonBoot, vllmBoot), pageOf()]) {
      const levels = page.elements.flatMap(({ tagName }) => (/^h[1-6]$/.test(tagName) ? [Number(tagName[1])] : []));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
    }
  });

  it('says so where no start was found', () => {
    expect(pageOf().byTag('h1').map(textOf)).toEqual(['No start of a service was found in what was read']);
  });
});

describe('the page of several starts', () => {
  it('counts verdicts, and links each start to its part of the page', () => {
    const page = pageOf(lessonBoot, vllmBoot);
    expect(page.byTag('h1').map(textOf)).toEqual(['2 starts: 1 cold, 1 slow']);
    const ids = new Set(page.elements.map((element) => attributeOf(element, 'id')));
    const links = page.byTag('a').map((link) => attributeOf(link, 'href'));
    expect(links).toContain('#boot-2');
    expect(links.filter((link) => !ids.has(link.slice(1)))).toEqual([]);
  });

  it('draws how figures are spread, and says the same in a table', () => {
    const boots = [10, 20, 30, 40].map((seconds) => ({ ...vllmBoot, timeToReadySeconds: seconds }));
    const [figure] = pageOf(...boots).byClass('distribution');
    expect(textOf(figure)).toContain('starts least median p90 most');
    expect(textOf(figure)).toContain('4 10.0 s 25.0 s 37.0 s 40.0 s');
  });

  it('says how many have no such figure', () => {
    const boots = [vllmBoot, vllmBoot, { ...vllmBoot, timeToReadySeconds: null }];
    expect(textOf(pageOf(...boots).byClass('distribution')[0])).toContain('2 (1 without)');
  });
});

describe('what the page may do', () => {
  const page = pageOf(lessonBoot, vllmBoot);
  const policy = attributeOf(
    page.byTag('meta').find((meta) => attributeOf(meta, 'http-equiv') === 'Content-Security-Policy'),
    'content',
  );
  const raw = renderHtml(reportOf(lessonBoot), {});
  const hashOf = (tag: string): string =>
    createHash('sha256')
      .update(raw.slice(raw.lastIndexOf(`<${tag}>`) + tag.length + 2, raw.lastIndexOf(`</${tag}>`)))
      .digest('base64');

  it('is to run this script and this style, and load nothing', () => {
    expect(policy).toBe(
      `default-src 'none'; script-src 'sha256-${hashOf('script')}'; style-src 'sha256-${hashOf('style')}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  it('needs no handler, style or address in any element', () => {
    const attributes = page.elements.flatMap(({ attrs }) => attrs);
    expect(attributes.filter(({ name }) => /^on|^style$|^src$|^action$/.test(name))).toEqual([]);
    expect(attributes.filter(({ name, value }) => name === 'href' && !value.startsWith('#'))).toEqual([]);
  });
});

describe('what a log holds', () => {
  const texts = new Set(
    'text file reason title because do how tradeOff leaves why missing howToLog replica runtime runtimeVersion process cause path model pod'.split(' '),
  );
  const withTexts = (report: Report, change: (text: string) => string): Report =>
    mapTexts(report, (text, name) => (texts.has(name ?? '') ? change(text) : text));
  const shapeOf = (page: string): string[] => parsePage(page).elements.map(({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(' ')}`);
  const report = reportOf(lessonBoot, vllmBoot);
  const attacks = [
    '</script><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '<!--',
    ']]>',
    '&lt;b&gt;',
    '`<b>`',
    '</style>',
  ];

  it('is never markup, whatever it is', () => {
    const shape = shapeOf(
      renderHtml(
        withTexts(report, (text) => `${text}x`),
        {},
      ),
    );
    const hostile = fc
      .oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary', maxLength: 12 }))
      .filter((text) => !/[`\n/\\]/.test(text) || text.includes('<'));
    fc.assert(
      fc.property(hostile, (evil) => {
        const changed = evil.includes('`') ? evil.replaceAll('`', '') : evil;
        expect(
          shapeOf(
            renderHtml(
              withTexts(report, (text) => `${text}${changed}`),
              {},
            ),
          ),
        ).toEqual(shape);
      }),
      { numRuns: 40 },
    );
  });

  it('leaves no control character and no mark of direction raw', () => {
    const evil = '\u0000\u001b[2J\u0007\u009b\u202e\u2066\u200f';
    const page = renderHtml(
      withTexts(report, (text) => `${text}${evil}`),
      { linesAround: () => [{ line: 1, text: evil }] },
    );
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    expect(page).toContain('\\u{202e}');
  });

  it('can be read back from the page as JSON', () => {
    const evil = withTexts(report, (text) => `${text}</script>\u2028`);
    expect(embedded(parsePage(renderHtml(evil, {})), 'report')).toEqual(mapTexts(evil, sanitize));
  });

  it('may name labels as it likes', () => {
    const boot = { ...lessonBoot, labels: { '<b>': '1', __proto__x: '2' } };
    expect(pageOf(boot).byTag('b')).toEqual([]);
  });
});
