import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../cli/run.js';
import { chromiumPath } from './chromium.js';

type Violation = { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly html: string }[] };

const folder = mkdtempSync(join(tmpdir(), 'coldcase-page-'));

/** A page of these logs, written to the disk as a user would. */
const written = async (name: string, ...logs: string[]): Promise<string> => {
  const path = join(folder, `${name}.html`);
  await run([...logs, '--quiet', '--format', 'html', '--output', `html=${path}`]);
  return pathToFileURL(path).href;
};

type Look = { readonly width?: number; readonly isDark?: boolean; readonly isScripted?: boolean };

const suite = chromiumPath === null ? 'the page in a browser (skipped: no Chromium here)' : 'the page in a browser';

describe.skipIf(chromiumPath === null)(suite, () => {
  let browser: Browser;
  let shape: string;
  let many: string;
  let lesson: string;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] });
    shape = await written('shape', 'fixtures/captured/gpu/compile-in-request.log');
    lesson = await written('lesson', 'fixtures/lesson.log');
    many = await written('many', 'fixtures/captured/gpu');
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
  });

  /** Opens a page, and gathers what it complains of and asks for. */
  const open = async (address: string, { width = 1280, isDark = false, isScripted = true }: Look = {}): Promise<{ page: Page; complaints: string[] }> => {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: isDark ? 'dark' : 'light', javaScriptEnabled: isScripted });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== address.replace(/#.*/, '')) complaints.push(`asked for ${request.url()}`);
    });
    await page.exposeFunction('complain', (text: string) => complaints.push(text));
    await page.addInitScript("addEventListener('securitypolicyviolation', (event) => complain('policy: ' + event.violatedDirective))");
    await page.goto(address);
    return { page, complaints };
  };

  const axisOf = (page: Page): Promise<string[]> => page.locator('.plot').first().locator('.axis text').allTextContents();

  it('draws the waterfall', async () => {
    const { page } = await open(shape);
    const painted = await page.evaluate(`(() => {
      const canvas = document.querySelector('canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value) => value > 0);
    })()`);
    expect(painted).toBe(true);
    expect(await page.locator('.plot').first().locator('.names text').allTextContents()).toEqual(['process', 'device-init', 'weights-load', 'gap']);
    expect(await page.locator('.plot').first().locator('.milestones text').allTextContents()).toEqual(['◆ listening · ready']);
    await page.close();
  });

  it('zooms, moves and shows all again by keyboard', async () => {
    const { page } = await open(shape);
    await page.locator('.plot').first().focus();
    const whole = await axisOf(page);
    const pressed = async (key: string, before: readonly string[]): Promise<string[]> => {
      await page.keyboard.press(key);
      await expect.poll(() => axisOf(page)).not.toEqual(before);
      return axisOf(page);
    };
    const nearer = await pressed('+', whole);
    expect(nearer).not.toContain('0 s');
    const moved = await pressed('ArrowRight', nearer);
    await pressed('-', moved);
    await page.keyboard.press('0');
    await expect.poll(() => axisOf(page)).toEqual(whole);
    await page.close();
  });

  it('keeps its window when the page grows wider', async () => {
    const { page } = await open(shape);
    await page.locator('.plot').first().focus();
    for (const key of ['+', '+', 'ArrowRight']) await page.keyboard.press(key);
    await expect.poll(() => axisOf(page)).not.toContain('0 s');
    const first = (await axisOf(page))[0];
    await page.setViewportSize({ width: 1340, height: 900 });
    await expect.poll(async () => (await axisOf(page))[0]).toBe(first);
    await page.close();
  });

  it('zooms by the wheel once it has the focus, and lets the page scroll before', async () => {
    const { page } = await open(shape);
    const plot = page.locator('.plot').first();
    const whole = await axisOf(page);
    await plot.hover({ position: { x: 400, y: 60 } });
    await page.mouse.wheel(0, -1);
    await plot.focus();
    expect(await axisOf(page)).toEqual(whole);
    await page.mouse.wheel(0, -200);
    await expect.poll(() => axisOf(page)).not.toEqual(whole);
    await page.close();
  });

  it('opens the lines of a chosen span with Enter, and gives the focus back with Escape', async () => {
    const { page } = await open(shape);
    await page.locator('.plot').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.locator('.panel .hit .line').allTextContents()).toEqual(['1', '3']);
    expect(await page.locator('.panel .lines .line').allTextContents()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    await page.keyboard.press('Escape');
    expect(await page.locator('.panel').count()).toBe(0);
    expect(await page.evaluate('document.activeElement.className')).toContain('plot');
    await page.close();
  });

  it('opens the lines of a clicked span, and of a place in the text', async () => {
    const { page } = await open(shape);
    await page
      .locator('.plot')
      .first()
      .click({ position: { x: 170, y: 60 } });
    expect(await page.locator('.panel-head').textContent()).toContain('process: 3.97 s');
    await page.locator('.cause .place').first().click();
    expect(await page.locator('.cause .panel .hit').count()).toBe(1);
    await page.close();
  });

  it("leads from a cause's number to its bar", async () => {
    const { page } = await open(shape);
    await page.getByRole('button', { name: 'Cause 1: show its bar' }).click();
    expect(await page.locator('.waterfall .told').nth(1).textContent()).toBe('compile: 17.7 s, stated; from 0 s to 17.7 s; cause 1');
    expect(await page.evaluate('document.activeElement.className')).toContain('plot');
    await page.close();
  });

  it('filters causes, phases and lines by what is searched for', async () => {
    const { page } = await open(lesson);
    await page.keyboard.press('/');
    await page.keyboard.type('tokenizer');
    await expect.poll(() => page.locator('.search .told').textContent()).toMatch(/^1 cause, 1 phase, 1 line$/);
    expect(await page.locator('.cause:visible').count()).toBe(1);
    await page.locator('.search input').fill('');
    await expect.poll(() => page.locator('.cause:visible').count()).toBe(5);
    await page.close();
  });

  it('keeps the starts that hold what is searched for', async () => {
    const { page } = await open(many);
    await page.locator('.search input').fill('out of memory');
    await expect.poll(() => page.locator('.search .told').textContent()).toBe('1 of 11 starts; in this one 0 causes, 0 phases, 0 lines');
    expect(await page.locator('.boots tbody tr:visible th').allTextContents()).toEqual(['out-of-memory.log#1']);
    await page.close();
  });

  it('sorts starts by a column, unknown figures last', async () => {
    const { page } = await open(many);
    const column = (): Promise<string[]> => page.locator('.boots tbody tr td:nth-child(4)').allTextContents();
    await page.getByRole('button', { name: 'ready', exact: true }).click();
    const ascending = await column();
    expect([ascending[0], ascending.at(-1)]).toEqual(['4.57 s', '–']);
    await page.getByRole('button', { name: 'ready', exact: true }).click();
    const descending = await column();
    expect([descending[0], descending.at(-1)]).toEqual(['71.2 s', '–']);
    await page.close();
  });

  it('shows the start that is chosen, and no other', async () => {
    const { page } = await open(many);
    expect(await page.locator('.boot:visible').count()).toBe(1);
    await page.locator('.boots a').filter({ hasText: 'compile-cold' }).click();
    await expect.poll(() => page.locator('.boot:visible .identity').textContent()).toContain('compile-cold.log#1');
    expect(await page.locator('.boot:visible').count()).toBe(1);
    await page.close();
  });

  it('compares two starts', async () => {
    const { page } = await open(many);
    const [first, second] = [page.getByLabel('Compare', { exact: true }), page.getByLabel('with', { exact: true })];
    await first.selectOption({ label: 'compile-cached.log#1' });
    await second.selectOption({ label: 'compile-cold.log#1' });
    const rows = await page.locator('.compared tbody tr').allTextContents();
    expect(rows).toContain('time to ready19.4 s71.2 s+51.9 s');
    expect(await page.locator('.causes-compared').textContent()).toContain('Only of the secondwarmup-slow, compile-at-startup');
    await page.close();
  });

  it('changes between light and dark', async () => {
    const { page } = await open(lesson);
    const paper = (): Promise<unknown> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await paper();
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await paper()).not.toBe(light);
    await page.close();
  });

  it('asks for nothing, breaks no policy and complains of nothing', async () => {
    for (const address of [shape, lesson, many]) {
      const { page, complaints } = await open(address);
      await page.locator('.plot').first().focus();
      for (const key of ['+', 'ArrowDown', 'Enter', 'Escape', '0']) await page.keyboard.press(key);
      await page.locator('.search input').fill('load');
      expect(complaints).toEqual([]);
      await page.close();
    }
  });

  it('says all of it without its script', async () => {
    const { page } = await open(many, { isScripted: false });
    expect(await page.locator('.boot:visible').count()).toBe(11);
    expect(await page.locator('.phases .bars rect').first().isVisible()).toBe(true);
    expect(await page.locator('button').count()).toBe(0);
    await page.close();
  });

  it.each([
    ['light', {}],
    ['dark', { isDark: true }],
    ['400 px wide', { width: 400 }],
  ] as const)('has no grave fault of accessibility: %s', async (_, look) => {
    const { page } = await open(many, look);
    await page.locator('.boots a').filter({ hasText: 'compile-in-request' }).click();
    await page.locator('.boot:visible .plot').first().focus();
    for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key);
    // Evaluated past the page's policy, which would not let it in.
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as { readonly violations: readonly Violation[] };
    expect(violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    await page.close();
  });

  it('is nowhere wider than a narrow screen', async () => {
    for (const address of [shape, lesson, many]) {
      const { page } = await open(address, { width: 400 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
      await page.close();
    }
  });
});
