import { describe, expect, it } from 'vitest';
import { asUserError } from '../../../src/rules/finding.js';
import { lintRules } from '../../../src/rules/lint/lint.js';
import { type LoadedRules, parseRules } from '../../../src/rules/yaml/load.js';
import { loadedFrom, rulesFrom, signal } from '../given.js';

function cause(id: string, more = '', when = '{ event: compile }'): { file: string; text: string } {
  return {
    file: `${id}.yaml`,
    text: `id: ${id}\ntitle: T\nmeaning: M\ngroup: device\nseverity: warning\nwhen: ${when}\nbecause: B\nfixes: [{ id: keep-cache, do: D }]\nreferences: ['https://example.org']\nexamples: { shows: [{ log: a }], not: [{ log: b }] }\n${more}`,
  };
}

function withCauses(loaded: LoadedRules, ...causes: { file: string; text: string }[]): LoadedRules {
  return { ...loaded, causes: parseRules(causes).causes };
}

function messages(loaded: LoadedRules, severity: 'error' | 'warning' = 'error', base?: ReturnType<typeof rulesFrom>): string[] {
  return lintRules(loaded, base === undefined ? {} : { base })
    .filter((finding) => finding.severity === severity)
    .map((finding) => asUserError(finding).message);
}

describe('the linter', () => {
  it('is content with rules that are in order', () => {
    const loaded = withCauses(loadedFrom(signal('a', 'abc def', 'event: compile')), cause('one'));
    expect(lintRules(loaded)).toEqual([]);
  });

  it('wants a literal in each pattern that is looked for', () => {
    expect(messages(loadedFrom(signal('a', '\\d+ s')))[0]).toContain('has no run of 3 plain characters');
  });

  it('wants ids that are unique and begin with the runtime', () => {
    expect(messages(loadedFrom(signal('a', 'abc def') + signal('a', 'ghi jkl')))[0]).toContain('the id `demo/a` is taken');
    expect(messages(loadedFrom(signal('a', 'abc def').replace('demo/a', 'other/a')))[0]).toContain('signals of this file are called `demo/…`');
  });

  it('wants pairs to close and to name a phase', () => {
    expect(messages(loadedFrom(signal('a', 'abc def', 'starts: load, phase: weights-load')))[0]).toContain('no signal of this file has `ends: load`');
    expect(messages(loadedFrom(signal('a', 'abc def', 'starts: load') + signal('b', 'ghi jkl', 'ends: load')))[0]).toContain('the pair `load` has no phase');
    expect(messages(loadedFrom(signal('a', 'abc def', 'starts: load, ends: other, phase: compile')))[0]).toContain('split this one');
  });

  it('wants names of signals, events, causes and fixes that exist, and offers the near one', () => {
    expect(messages(loadedFrom(signal('abc', 'abc def') + signal('b', 'ghi jkl', 'totals: [demo/abd]')))[0]).toContain(
      'there is no signal `demo/abd`; did you mean `demo/abc`?',
    );
    expect(messages(loadedFrom(signal('a', 'abc def', 'event: compille')))[0]).toContain('there is no event `compille`; did you mean `compile`?');
    expect(messages(withCauses(loadedFrom(signal('a', 'abc def')), cause('one'), cause('two', 'becauseOf: [ona]\n')))[0]).toContain(
      'there is no cause `ona`; did you mean `one`?',
    );
    const fixes = "fixes: { keep-cash: { how: 'X=1' } }\n";
    expect(messages(withCauses(loadedFrom(signal('a', 'abc def'), fixes), cause('one')))[0]).toContain(
      'there is no fix `keep-cash`; did you mean `keep-cache`?',
    );
    expect(messages(withCauses(loadedFrom(signal('a', 'abc def')), cause('one', '', '{ event: [compile, compyle] }')))[0]).toContain('did you mean `compile`?');
  });

  it('warns of events that nothing reads', () => {
    const loaded = withCauses(loadedFrom(signal('a', 'abc def', 'event: autotune')), cause('one'));
    expect(messages(loaded, 'warning')[0]).toContain('no cause reads the event `autotune`');
  });

  it('wants references that are https, and one for each signal', () => {
    expect(messages(loadedFrom(signal('a', 'abc def', "references: ['http://example.org']")))[0]).toContain('is not https');
    const [file] = loadedFrom(signal('a', 'abc def')).runtimes;
    if (file === undefined) throw new Error('no file');
    const bare = { ...loadedFrom(''), problems: [], runtimes: [{ ...file, rule: { ...file.rule, references: [] } }] };
    expect(messages(bare, 'warning')[0]).toContain('`demo/a` has no reference');
  });

  it.each([
    ['loaded Qwen3-8B weights', 'the name of a model'],
    ['took 123456 tokens', 'a long run of digits'],
    ['read /home/me/weights', 'an absolute path'],
    ['from 10\\.0\\.0\\.1 here', 'an address'],
    ['loaded bert-base weights', 'the name of a model'],
    ['read from node-17 again', 'the name of a host'],
    ['read from store\\.corp again', 'the name of a host'],
    ['captured 67 graphs', 'the number 67'],
    ['read /srv/weights', 'an absolute path'],
  ])('warns of %j: it holds %s', (pattern, what) => {
    expect(messages(loadedFrom(signal('a', pattern)), 'warning')[0]).toContain(what);
  });

  it.each(['bar 100%', 'cast to float16', 'exited with code 137', '\\d{2,40} of \\[[0-9]{12}\\]\\x20 parts', 'answered 200 OK', 'p99 of all'])(
    'takes %j for words of a program',
    (pattern) => {
      expect(messages(loadedFrom(signal('a', pattern)), 'warning')).toEqual([]);
    },
  );

  it('wants a source for what is suspected in a silence', () => {
    const [file] = loadedFrom(
      signal('a', 'abc def', "references: ['https://example.org']"),
      'suspects: [{ after: abc, phase: compile, because: B }]\n',
    ).runtimes;
    if (file === undefined) throw new Error('no file');
    const bare = { causes: [], problems: [], runtimes: [{ ...file, rule: { ...file.rule, references: [] } }] };
    expect(messages(bare, 'warning')[0]).toContain('this suspect has no reference');
  });

  it('wants a readable version range', () => {
    expect(messages(loadedFrom(signal('a', 'abc def', "versions: 'new'")))[0]).toContain('is no comparison of versions');
  });

  it('wants causes of a user called PREFIX/id, unless they replace a built-in one', () => {
    const base = { ...rulesFrom(signal('a', 'abc def')), causes: parseRules([cause('one')]).causes.map(({ rule }) => rule) };
    const own = (id: string) => ({
      runtimes: [],
      problems: [],
      causes: parseRules([{ ...cause('x'), text: cause('x').text.replace('id: x', `id: ${id}`) }]).causes,
    });
    expect(messages(own('mine'), 'error', base)[0]).toContain('a cause of your own is called PREFIX/id, for instance `my/mine`');
    expect(messages(own('acme/mine'), 'error', base)).toEqual([]);
    expect(messages(own('one'), 'error', base)).toEqual([]);
  });
});
