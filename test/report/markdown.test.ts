import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/index.js';
import type { BootReport, Report } from '../../src/model/report.js';
import { mapTexts } from '../../src/report/escape/texts.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { lessonBoot, reportOf } from './lesson-report.js';
import { hostile } from './markdown/hostile.js';
import { parseGantt } from './markdown/mermaid.js';
import { deedsOf, pingsIn, tokensOf } from './markdown/parsed.js';
import { vllmBoot } from './vllm-report.js';

const page = (...boots: BootReport[]): string => renderMarkdown(reportOf(...boots), {});

const ofLog = async (log: string): Promise<string> => renderMarkdown({ ...(await diagnose(log)), tool: { name: 'coldcase', version: '0.0.0' } }, {});

const stories = [
  ['lesson', 'fixtures/lesson.log'],
  ['out-of-memory', 'fixtures/captured/gpu/out-of-memory.log'],
  ['compile-cold', 'fixtures/captured/gpu/compile-cold.log'],
  ['timeout-while-loading', 'fixtures/captured/gunicorn/timeout-while-loading.log'],
  ['uvicorn-lazy', 'fixtures/captured/uvicorn/lazy.log'],
  ['tokenizer-in-request', 'fixtures/captured/node/tokenizer-in-request.log'],
] as const;

const headingsOf = (markdown: string): string[] => {
  const tokens = tokensOf(markdown);
  return tokens.flatMap((token, index) => (token.type === 'heading_open' ? [`${token.markup} ${tokens[index + 1]?.content}`] : []));
};

/** What is wrong with a page's form: fences left open, rows of uneven length, empty sections, charts that Mermaid cannot read. */
const faultsOf = async (markdown: string): Promise<string[]> => {
  const tokens = tokensOf(markdown);
  const faults: string[] = [];
  const lines = markdown.split('\n');
  for (const token of tokens.filter(({ type }) => type === 'fence')) {
    const [, end = 0] = token.map ?? [];
    if (lines[end - 1]?.trim() !== token.markup) faults.push(`a fence is open: ${token.content.slice(0, 40)}`);
    if (token.info === 'mermaid') await parseGantt(token.content).catch((error: Error) => faults.push(error.message));
  }
  const blocks = tokens.filter(({ level, type }) => level === 0 && !type.endsWith('_close') && type !== 'inline');
  blocks.forEach((block, index) => {
    const next = blocks[index + 1];
    if (block.type === 'heading_open' && (next === undefined || (next.type === 'heading_open' && next.markup.length <= block.markup.length)))
      faults.push('a section is empty');
  });
  return [...faults, ...deedsOf(markdown), ...pingsIn(markdown)];
};

/** Members whose words the schema fixes, and moments. */
const fixed = new Set(['verdict', 'phase', 'scope', 'basis', 'severity', 'confidence', 'status', 'strategy', 'suspect', 'period', 'startedAt', 'start', 'end']);

/** The report with each free text in it replaced. */
const filledWith = (report: Report, texts: readonly string[]): Report => {
  let next = 0;
  return mapTexts(report, (text, name) => (name !== null && fixed.has(name) ? text : (texts[next++ % texts.length] ?? text)));
};

describe('the postmortem', () => {
  it.each(stories)('of %s is the page that was agreed on', async (name, log) => {
    const markdown = await ofLog(log);
    expect(await faultsOf(markdown)).toEqual([]);
    await expect(markdown).toMatchFileSnapshot(`golden/${name}.md`);
  });

  it('is well formed for every captured log', async () => {
    for (const log of globSync('fixtures/captured/*/*.log')) expect([log, ...(await faultsOf(await ofLog(log)))]).toEqual([log]);
  });

  it('begins with its title, so that it can be piped into an issue', () => {
    expect(page(vllmBoot)).toMatch(/^# Slow start of vllm 0\.8\.4: the compile cache was missing\n\n## Summary\n/);
  });

  it('has the parts of a blameless postmortem, in their order', () => {
    expect(headingsOf(page(lessonBoot)).slice(1)).toEqual([
      '## Summary',
      '## Impact',
      '## Timeline',
      '## Where the time went',
      '## Root cause',
      '## Evidence',
      '## What went well',
      '## What did not go well',
      '## Action items',
      '## Open questions',
    ]);
  });

  it('is short for a healthy start', async () => {
    const markdown = await ofLog('fixtures/captured/gpu/healthy.log');
    expect(headingsOf(markdown)).toEqual(['# Healthy start of a model server', '## Summary', '## Timeline']);
    expect(markdown.split('\n').length).toBeLessThan(25);
  });

  it('says in a sentence that no start was found', () => {
    expect(page()).toContain('# No start found\n\nNo start of a service was found in what was read.\n');
  });

  it('needs a sentence for a log that tells of no start', async () => {
    const markdown = await ofLog('package.json');
    expect(markdown).toMatch(
      /^# No start found\n\n## Summary\n\n`package\.json#1` was read\. No line of this log speaks of a start or of a request\.\n\n_Written/,
    );
  });

  it('puts a table in front of several starts, a section for each that went wrong, and a line for the healthy ones', async () => {
    const healthy: BootReport = { ...vllmBoot, id: 'fine.log#1', verdict: 'warm', causes: [] };
    const markdown = page(healthy, lessonBoot, vllmBoot);
    expect(headingsOf(markdown).filter((heading) => !heading.startsWith('### '))).toEqual([
      '# 3 starts: 1 cold, 1 slow and 1 healthy',
      '## Cold first requests of a model server: a request creates the device context',
      '## Slow start of vllm 0.8.4: the compile cache was missing',
      '## Other starts',
    ]);
    expect(tokensOf(markdown).filter(({ type }) => type === 'table_open')).toHaveLength(3);
    expect(markdown).toContain('\n- `fine.log#1` is healthy, ready after 131.4 s.\n');
    expect(await faultsOf(markdown)).toEqual([]);
  });

  it('needs no lines beside the table where all starts are healthy', async () => {
    expect(headingsOf(await ofLog('fixtures/captured/uvicorn/two-starts.log'))).toEqual(['# 2 starts, all healthy']);
  });

  it('tells of a failure when it happened, by its own clock, or after what', async () => {
    expect(await ofLog('fixtures/captured/gunicorn/timeout-while-loading.log')).toContain(
      '| 14:59:51.000 | 2.0 s | Failure: A supervisor gave up on the start |  | 7 |',
    );
    expect(await ofLog('fixtures/captured/gpu/out-of-memory.log')).toContain('|  | after 4.09 s | Failure: Device memory ran out |  | 20 |');
  });

  it('gives only a line for each start when it is to be brief', () => {
    expect(renderMarkdown(reportOf(lessonBoot), { isBrief: true })).toBe(
      '# Cold first requests of a model server: a request creates the device context\n\n- `fixtures/lesson.log#1`: cold. The first request waited 3.5 s for the CUDA context (2.3 s) and kernel compilation (1.2 s).\n',
    );
  });
});

describe('what a log holds', () => {
  it('never becomes HTML, a link, an image, a mention or a broken form', async () => {
    const texts = fc.array(hostile, { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(texts, fc.boolean(), async (given, isMany) => {
        const report = filledWith(isMany ? reportOf(lessonBoot, vllmBoot) : reportOf(vllmBoot), given);
        const markdown = renderMarkdown(report, {});
        expect(await faultsOf(markdown)).toEqual([]);
        expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
        expect(headingsOf(markdown).every((heading) => heading.split('\n').length === 1)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a page that would be too long for an issue', () => {
  const long = (text: string): BootReport => ({
    ...vllmBoot,
    reason: text,
    labels: { pod: text },
    causes: vllmBoot.causes.map((cause) => ({
      ...cause,
      because: text,
      evidence: Array.from({ length: 8 }, (_, line) => ({ file: 'a.log', line, text: `${line}${text}` })),
    })),
    gaps: vllmBoot.gaps.map((gap) => ({ ...gap, after: { ...gap.after, text } })),
  });

  it('tells the lesser of many starts in a line, and says so', async () => {
    const boots = Array.from({ length: 60 }, (_, index) => ({
      ...(index === 30 ? { ...lessonBoot, verdict: 'failed' as const } : vllmBoot),
      id: `replica-${index}.log#1`,
    }));
    const markdown = page(...boots);
    expect(markdown.length).toBeLessThanOrEqual(65_536);
    expect(markdown).toMatch(/To fit into an issue, \d+ of the starts that went wrong are told in a line\./);
    expect(headingsOf(markdown).some((heading) => heading.startsWith('## Failed start of a model server'))).toBe(true);
    expect(await faultsOf(markdown)).toEqual([]);
  });

  it('leaves thousands of starts out of the table', async () => {
    const markdown = page(...Array.from({ length: 3000 }, (_, index) => ({ ...vllmBoot, id: `replica-${index}.log#1` })));
    expect(markdown.length).toBeLessThanOrEqual(65_536);
    expect(markdown).toContain('2900 more starts are left out of the table.');
    expect(await faultsOf(markdown)).toEqual([]);
  });

  it.each([3_000, 1_000_000])('quotes less of lines of %i characters, never half a block', async (length) => {
    const markdown = page(long('`|<x> '.repeat(length / 6)));
    expect(markdown.length).toBeLessThanOrEqual(65_536);
    expect(await faultsOf(markdown)).toEqual([]);
  });
});
