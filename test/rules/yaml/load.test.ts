import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/model/user-error.js';
import { compileRules } from '../../../src/rules/compile.js';
import { loadRules, parseRules } from '../../../src/rules/yaml/load.js';
import { loadedFrom, signal } from '../given.js';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

function problemsOf(text: string, file = 'demo.yaml'): string[] {
  return parseRules([{ file, text }]).problems.map((problem) => problem.message);
}

const head = "runtime: demo\ntitle: Demo\nkind: server\ndetect: ['demo server']\n";

describe('a broken rule file', () => {
  it('is told by file, line and column, with the near name for a misspelt field', () => {
    const text = `${head}signals:\n  - id: demo/a\n    patern: 'abc def'\n    examples: [x]\n    counterexamples: [y]\n`;
    expect(problemsOf(text)).toContain('demo.yaml:7:5: there is no field `patern`; did you mean `pattern`?');
  });

  it('is told what is missing', () => {
    expect(problemsOf(`${head}signals:\n  - id: demo/a\n    pattern: 'abc def'\n    examples: [x]\n`)).toEqual([
      'demo.yaml:6:5: `counterexamples` is missing; give it a list',
    ]);
  });

  it('is told the choices, or the near one', () => {
    const text = (phase: string) => `${head}signals:\n${signal('a', 'abc def', `phase: ${phase}`)}`;
    expect(problemsOf(text('compiel'))[0]).toContain('`phase` cannot be `compiel`; did you mean `compile`?');
    expect(problemsOf(text('holiday'))[0]).toContain('it is one of schedule, image');
  });

  it('is told when a pattern is no regular expression', () => {
    expect(problemsOf(`${head}signals:\n${signal('a', 'abc (def')}`)[0]).toContain('`abc (def` is no regular expression (Unterminated group)');
  });

  it('is told that it is no YAML, and where', () => {
    expect(problemsOf('runtime: [demo\n')[0]).toMatch(/^demo\.yaml:\d+:\d+: is no YAML here/);
  });

  it('that is neither kind is told so', () => {
    expect(problemsOf('hello: world\n')[0]).toContain('is no rule file');
    expect(problemsOf('')[0]).toContain('is no rule file');
  });

  it('of a cause names the member of a condition that is wrong', () => {
    const cause = `id: demo\ntitle: T\nmeaning: M\ngroup: device\nseverity: warning\nwhen: { any: [{ phase: compile, secnds: { min: 1 } }] }\nbecause: B\nfixes: [{ id: f, do: D }]\nreferences: ['https://example.org']\nexamples: { shows: [{ log: a }], not: [{ log: b }] }\n`;
    expect(problemsOf(cause, 'demo-cause.yaml')).toEqual(['demo-cause.yaml:6:33: there is no field `secnds`; did you mean `seconds`?']);
  });

  it('never crashes the loader, whatever its text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.stringMatching(/^[a-z:[\]{}&*!|>\n -]{0,60}$/)), (text) => {
        expect(Array.isArray(parseRules([{ file: 'x.yaml', text: `${head}${text}` }]).problems)).toBe(true);
      }),
    );
  });

  it('with aliases that explode is refused', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`;
    expect(problemsOf(`${bomb}runtime: demo\n`)[0]).toContain('cannot be read');
  });
});

describe('a folder of rules', () => {
  it('that is not there is told by its name', async () => {
    await expect(loadRules(join(folder, 'none'))).rejects.toThrow(UserError);
    await expect(loadRules(join(folder, 'none'))).rejects.toThrow('there is no such folder of rules');
  });

  it('is read whole, and files that are good are kept beside broken ones', async () => {
    writeFileSync(join(folder, 'demo.yaml'), `${head}signals:\n${signal('a', 'abc def')}`);
    writeFileSync(join(folder, 'broken.yaml'), 'hello: world\n');
    writeFileSync(join(folder, 'notes.txt'), 'not a rule');
    const loaded = await loadRules(folder);
    expect(loaded.runtimes.map(({ rule }) => rule.runtime)).toEqual(['demo']);
    expect(loaded.problems).toHaveLength(1);
    await expect(compileRules(folder)).rejects.toThrow('broken.yaml');
  });

  it('gives the place of each part', () => {
    const [file] = loadedFrom(signal('a', 'abc def')).runtimes;
    expect(file?.place(['signals', 0, 'pattern'])).toEqual({ file: 'demo.yaml', line: 7, column: 28 });
  });
});
