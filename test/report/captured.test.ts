import { describe, expect, it } from 'vitest';
import { plainPalette } from '../../src/report/drawing/palette.js';
import { renderGithub } from '../../src/report/github.js';
import { renderGitlab } from '../../src/report/gitlab.js';
import { renderHtml } from '../../src/report/html.js';
import { renderJson } from '../../src/report/json.js';
import { renderJunit } from '../../src/report/junit.js';
import type { Render } from '../../src/report/registry.js';
import { renderSarif } from '../../src/report/sarif.js';
import { renderText } from '../../src/report/text.js';
import { capturedGolden, capturedLogs, capturedReport } from './captured-reports.js';

/** The page without what the browser brings to life, which is the same in each. */
const withoutProgram = (page: string): string => page.replaceAll(/<(script|style)\b[^>]*>.*?<\/\1>/gs, '<$1></$1>').replaceAll(/sha256-[\w+/=]+/g, 'sha256-…');

/** Formats that have no golden files by a test of their own. */
const formats: readonly (readonly [extension: string, render: Render])[] = [
  ['txt', renderText],
  ['json', renderJson],
  ['html', (report, options) => withoutProgram(renderHtml(report, options))],
  ['sarif.json', renderSarif],
  ['junit.xml', renderJunit],
  ['github.txt', renderGithub],
  ['gitlab.json', renderGitlab],
];

const withoutVersion = (text: string): string => text.replaceAll(/("(?:semanticV|v)ersion": ?)"\d+\.\d+\.\d+"/g, '$1"…"');

describe.each(capturedLogs)('the report on %s', (name) => {
  it.each(formats)('is as agreed as %s', async (extension, render) => {
    const text = render(await capturedReport(name), { width: 100, palette: plainPalette });
    await expect(withoutVersion(text)).toMatchFileSnapshot(capturedGolden(name, extension));
  });
});
