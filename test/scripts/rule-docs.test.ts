import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { conditionWords } from '../../scripts/rule-docs/condition-words.js';
import { block, code, link, prose, table } from '../../scripts/rule-docs/markdown.js';
import { rulePages } from '../../scripts/rule-docs/pages.js';
import { runtimePage } from '../../scripts/rule-docs/runtime-page.js';
import { stalePages } from '../../scripts/rule-docs/stale.js';
import type { Tree } from '../../scripts/write-tree.js';
import { type LoadedRules, loadRules } from '../../src/rules/yaml/load.js';
import { rulesFrom, signal } from '../rules/given.js';

describe('Markdown', () => {
  it('shows prose as it was written, code in it as code', () => {
    expect(prose('a * b_c __init__ <x> [y] `x_y*` ~ $HOME &amp;')).toBe('a \\* b_c \\_\\_init\\_\\_ \\<x\\> \\[y\\] `x_y*` \\~ \\$HOME &amp;amp;');
    expect(prose('# no heading')).toBe('\\# no heading');
    expect(prose('1. no list')).toBe('1\\. no list');
    expect(prose('an odd ` mark')).toBe('an odd \\` mark');
  });

  it('fences code that holds backticks, and bars in tables', () => {
    expect(code('a `b` c')).toBe('``a `b` c``');
    expect(code('`b')).toBe('`` `b ``');
    expect(table(['a', 'b'], [[code('x|y'), 'z']])).toBe('| a | b |\n| --- | --- |\n| `x\\|y` | z |');
    expect(block('```\nx\n```')).toBe('````text\n```\nx\n```\n````');
    expect(link('a', 'https://example.org/a_(b)')).toBe('[a](https://example.org/a_%28b%29)');
  });

  it('leaves out columns in which nothing stands', () => {
    expect(table(['a', 'b', 'c'], [['1', '', '2']])).toBe('| a | c |\n| --- | --- |\n| 1 | 2 |');
  });
});

describe('a condition in words', () => {
  it('names thresholds with their units', () => {
    expect(conditionWords({ phase: 'compile', scope: 'startup', share: { min: 0.2 }, startup: { min: 20 } })).toBe(
      'time spent on `compile` during the start: at least 20 % of the start (of starts of at least 20 s)',
    );
    expect(conditionWords({ event: ['killed', 'start-error'], count: { min: 2 }, after: { milestone: 'ready' } })).toBe(
      'a line says `killed` or `start-error` after it was ready at least 2 times',
    );
    expect(conditionWords({ event: 'worker-load', where: { bytes: { min: 1048576 } } })).toBe('a line says `worker-load` with `bytes` at least 1 MiB');
  });

  it('nests its parts as lists', () => {
    expect(conditionWords({ any: [{ event: 'compile' }, { all: [{ outcome: 'failed' }, { not: { event: 'killed' } }] }] })).toBe(
      'Any of these:\n- a line says `compile`\n- All of these:\n  - the boot failed\n  - not: a line says `killed`',
    );
  });
});

describe('pages of rules', () => {
  let loaded: LoadedRules;
  let pages: Tree;
  beforeAll(async () => {
    loaded = await loadRules('rules');
    pages = rulePages(loaded);
  });

  it('tell of every signal, fix, suspect and cause', () => {
    for (const { rule } of loaded.runtimes) {
      const page = String(pages.get(`runtimes/${rule.runtime}.md`));
      for (const { id } of rule.signals) expect(page).toContain(`| \`${id.split('/')[1]}\` |`);
      for (const fix of Object.keys(rule.fixes ?? {})) expect(page).toContain(`| \`${fix}\` |`);
      for (const { because } of rule.suspects ?? []) expect(page).toContain(prose(because).replaceAll('|', '\\|'));
      expect(pages.get('runtimes/README.md')).toContain(`](${rule.runtime}.md)`);
    }
    for (const { rule } of loaded.causes) {
      const page = String(pages.get(`causes/${rule.id}.md`));
      expect(page).toContain(prose(rule.meaning));
      for (const fix of rule.fixes) expect(page).toContain(`\n\`${fix.id}\`\n`);
      for (const other of rule.unless ?? []) expect(page).toContain(`](${other}.md)`);
      expect(pages.get('causes/README.md')).toContain(`](${rule.id}.md)`);
    }
  });

  it('have tables whose rows are as wide as their heads', () => {
    const width = (row: string): number => row.replaceAll('\\|', '').split('|').length;
    for (const [path, page] of pages) {
      let head: string | null = null;
      for (const line of String(page).split('\n')) {
        if (!line.startsWith('|')) head = null;
        else if (head === null) head = line;
        else expect({ path, line, width: width(line) }).toEqual({ path, line, width: width(head) });
      }
    }
  });

  it('say where no log of a program was seen', () => {
    const { runtimes } = rulesFrom(signal('a', 'abc def'), 'fromSourcesOnly: true\n');
    const [runtime] = runtimes;
    if (runtime === undefined) throw new Error('no runtime');
    expect(runtimePage(runtime, [])).toContain('**From sources only**');
    expect(runtimePage({ ...runtime, fromSourcesOnly: false }, [])).not.toContain('sources only');
  });

  it('are told when they are missing, old, or of no rule any more', () => {
    const docs = mkdtempSync(join(tmpdir(), 'coldcase-docs-'));
    for (const folder of ['runtimes', 'causes']) mkdirSync(join(docs, folder));
    writeFileSync(join(docs, 'runtimes/a.md'), 'new');
    writeFileSync(join(docs, 'runtimes/b.md'), 'old');
    writeFileSync(join(docs, 'causes/gone.md'), 'x');
    const current: Tree = new Map([
      ['runtimes/a.md', 'new'],
      ['runtimes/b.md', 'new'],
      ['causes/c.md', 'new'],
    ]);
    expect(stalePages(current, docs)).toEqual([
      { file: join(docs, 'runtimes/b.md'), text: 'is not what the rules say now' },
      { file: join(docs, 'causes/c.md'), text: 'is not there' },
      { file: join(docs, 'causes/gone.md'), text: 'belongs to no rule' },
    ]);
  });
});
