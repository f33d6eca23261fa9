import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { colours } from '../../src/cli/terminal/colours.js';
import type { BootReport } from '../../src/model/report.js';
import { plainPalette } from '../../src/report/drawing/palette.js';
import { renderText } from '../../src/report/text.js';
import { lessonBoot, reportOf } from './lesson-report.js';
import { vllmBoot } from './vllm-report.js';

const text = (width: number, ...boots: BootReport[]): string => renderText(reportOf(...boots), { width, palette: plainPalette });

const widest = (lines: string): number => Math.max(...lines.split('\n').map((line) => stringWidth(line)));

describe('the answer as text', () => {
  it.each([60, 80, 160])('looks as agreed at %i columns', async (width) => {
    await expect(text(width, lessonBoot)).toMatchFileSnapshot(`golden/lesson-${width}.txt`);
    await expect(text(width, vllmBoot)).toMatchFileSnapshot(`golden/vllm-${width}.txt`);
  });

  it('puts a table of all boots in front of several', async () => {
    await expect(text(80, lessonBoot, vllmBoot).split('\n\n')[0]).toMatchFileSnapshot('golden/boots-80.txt');
  });

  it('begins with the sentence', () => {
    expect(text(200, lessonBoot).split('\n')[0]).toBe('cold: the first request waited 3.5 s for the CUDA context (2.3 s) and kernel compilation (1.2 s).');
  });

  it('never exceeds the width from 60 to 200 columns, wide characters included', () => {
    const wide = { ...vllmBoot, replica: '模型服务器-零', reason: '模型编译占了启动时间的一半'.repeat(4), fingerprint: { model: '通义千问'.repeat(12) } };
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 200 }), (width) => {
        for (const boots of [[lessonBoot], [vllmBoot], [wide], [lessonBoot, wide]]) expect(widest(text(width, ...boots))).toBeLessThanOrEqual(width);
      }),
      { numRuns: 40 },
    );
  });

  it('says of a healthy boot one sentence and where the time went, and gives no advice', () => {
    const healthy: BootReport = {
      ...vllmBoot,
      verdict: 'warm',
      reason: 'the first request was as fast as the later ones.',
      causes: vllmBoot.causes.filter((cause) => cause.severity === 'note'),
    };
    const answer = text(80, healthy);
    expect(answer).toContain('Startup');
    for (const word of ['Causes', 'Worth knowing', 'Readiness', 'Could not be evaluated', 'Warm up']) expect(answer).not.toContain(word);
  });

  it('says so when no boot was found', () => {
    expect(text(80)).toBe('unknown: no start of a service was found in what was read.\n');
  });

  it('lets nothing that the log holds reach the terminal raw', () => {
    const evil = '\u001b]0;title\u0007\u202e\u009b2J\r';
    const [cause] = lessonBoot.causes;
    if (cause === undefined) throw new Error('the lesson has causes');
    const boot: BootReport = {
      ...lessonBoot,
      id: evil,
      replica: evil,
      reason: evil,
      labels: { pod: evil },
      causes: [{ ...cause, because: evil, evidence: [{ file: evil, line: 1, text: evil }] }],
    };
    expect(text(80, boot, boot)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it('keeps that table within the terminal, and tells boots by what their paths do not share', () => {
    const boots = ['a', 'b'].map((name) => ({ ...lessonBoot, id: `/srv/logs/${name}/${'long'.repeat(20)}/log.txt#1` }));
    const table =
      text(60, ...boots)
        .split('\n\n', 1)[0]
        ?.split('\n') ?? [];
    expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(table.filter((line) => /│ [ab]\/long/.test(line))).toHaveLength(2);
  });

  it('differs with colours only by the colours', () => {
    const coloured = renderText(reportOf(lessonBoot, vllmBoot), { width: 100, palette: colours });
    expect(coloured).toContain('\u001b[1m');
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(text(100, lessonBoot, vllmBoot));
  });

  it('gives only the sentences when it is to be brief', () => {
    expect(renderText(reportOf(lessonBoot), { width: 200, palette: plainPalette, isBrief: true }).split('\n')).toHaveLength(2);
  });

  it('draws nested work inside what holds it, and the gap hatched', () => {
    const lines = text(120, vllmBoot).split('\n');
    const bar = (label: string): string => lines.find((line) => line.trim().startsWith(label)) ?? '';
    expect(bar('memory-profile')).toMatch(/─{10,}█/);
    expect(bar('░ gap')).toMatch(/░ gap +10\.6 s +8 % +░+/);
  });

  it('tells many boots by the table, their spread, and the ones that stand out', () => {
    const boots = Array.from({ length: 30 }, (_, index) => ({ ...vllmBoot, id: `${index}.log#1`, timeToReadySeconds: 40 + index }));
    const shown = text(80, ...boots.slice(0, 29), { ...lessonBoot, id: '29.log#1' });
    expect(shown).toContain('30 boots: 1 cold, 29 slow · ready after 40.0 s to 68.0 s, the middle one 54.0 s');
    expect(shown.match(/^Causes, by cost$/gm)).toHaveLength(2);
    expect(shown).toContain('28.log#1 · vllm');
    expect(shown).toMatch(/^28 more boots are not told in full/m);
  });
});
