import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { placeholders } from '../../../src/report/markdown/template.js';
import { run } from '../run.js';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-template-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const page = readFileSync('docs/markdown.md', 'utf8');
const filled = (template: string, ...logs: string[]) => run(['--format', 'markdown', '--template', template, ...logs]);

describe('--template', () => {
  it('fills the example of the documentation', async () => {
    const example = /```markdown\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const { status, out } = await filled(file('example.md', example), 'fixtures/lesson.log');
    expect(status).toBe(0);
    expect(out).toMatch(/^# Cold first requests of a model server: device context created by a request\n\nSeverity: to be set · Verdict: cold · /);
    for (const part of [
      '## Customer impact\n\nThe first request waited at least 3.5 s',
      '## Why it happened\n\n**Device context',
      '- [ ] **Create the context',
    ])
      expect(out).toContain(part);
    expect(out).not.toContain('Nothing is left open.');
    expect(out).not.toContain('{{');
  });

  it('is told with every placeholder', () => {
    const told = new Set([...page.matchAll(/\{\{[#^/]?(\w+)\}\}/g)].map(([, name]) => name));
    expect(placeholders.filter((name) => !told.has(name))).toEqual([]);
  });

  it('repeats for each start', async () => {
    const template = file('boots.md', '{{title}}\n{{#boots}}\n- {{boot}}: {{verdict}}\n{{/boots}}\n');
    const { out } = await filled(template, 'fixtures/captured/uvicorn/two-starts.log');
    expect(out).toBe('2 starts, all healthy\n- `fixtures/captured/uvicorn/two-starts.log#1`: warm\n- `fixtures/captured/uvicorn/two-starts.log#2`: warm\n');
  });

  it('says nothing of a log without a start, and does not fail', async () => {
    const { status, out } = await filled(file('none.md', '{{title}}|{{summary}}|{{#boots}}x{{/boots}}'), 'package.json');
    expect([status, out]).toEqual([0, 'No start found|`package.json#1` was read. No line of this log speaks of a start or of a request.|x']);
  });

  it('also fills what --output writes', async () => {
    const target = join(folder, 'out.md');
    await run(['fixtures/lesson.log', '--output', `markdown=${target}`, '--template', file('short.md', 'v: {{verdict}}')]);
    expect(readFileSync(target, 'utf8')).toBe('v: cold');
  });

  it.each([
    ['names an unknown placeholder by its line, with the near one', 'a\n\n{{sumary}}\n', 'there is no placeholder {{sumary}}; did you mean summary?', 3],
    ['looks into repeated parts', '{{#boots}}\n{{nothingLikeIt}}\n{{/boots}}', 'there is no placeholder {{nothingLikeIt}}; there are title, boots', 2],
    ['names what is not closed', 'a\n{{#boots}}\n', 'is no template here: unclosed section "boots"', 3],
    ['refuses templates in templates', '{{> footer}}', '{{> footer}} takes in another template', 1],
  ])('%s', async (_, text, reason, line) => {
    const template = file('wrong.md', text);
    const { status, out, err } = await filled(template, 'fixtures/lesson.log');
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(`coldcase: ${template}:${line}: ${reason}`);
  });

  it('names a file that is not there', async () => {
    const { status, err } = await filled('no-such.md', 'fixtures/lesson.log');
    expect([status, err]).toEqual([2, 'coldcase: no-such.md: there is no such template; name a Markdown file with placeholders\n']);
  });

  it('is refused where no report is in Markdown', async () => {
    const { status, err } = await run(['--template', file('unused.md', 'x'), 'fixtures/lesson.log']);
    expect(status).toBe(2);
    expect(err).toContain('is for the format markdown; add --format markdown or --output markdown=PATH');
  });
});
