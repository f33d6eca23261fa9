import { describe, expect, it } from 'vitest';
import { ruleSetOf } from '../../../src/rules/compile.js';
import { testRules } from '../../../src/rules/selftest/selftest.js';
import { parseRules } from '../../../src/rules/yaml/load.js';
import { record, rulesFrom } from '../given.js';

const parse = (log: string, path: string) => log.split('\n').map((line) => record(line, { file: path }));

async function failures(signals: string): Promise<(string | null)[]> {
  return (await testRules(rulesFrom(signals), { parse })).tests.map((test) => test.failure);
}

describe('the tests inside rules', () => {
  it('pass where examples match with their facts and counterexamples do not', async () => {
    expect(
      await failures(
        "  - { id: demo/a, pattern: 'took (?<seconds>[\\d.]+) s', examples: [{ line: 'took 2.5 s', gives: { seconds: 2.5 } }], counterexamples: ['took 2.5 GB'] }\n",
      ),
    ).toEqual([null, null]);
  });

  it('fail where an example does not match, with the message that was read', async () => {
    expect((await failures("  - { id: demo/a, pattern: 'took a', examples: ['taken a'], counterexamples: [x] }\n"))[0]).toContain(
      'the message read from it is `taken a`',
    );
  });

  it('fail where a fact differs', async () => {
    expect(
      (
        await failures("  - { id: demo/a, pattern: 'took (?<seconds>\\d+)', examples: [{ line: 'took 2', gives: { seconds: 3 } }], counterexamples: [x] }\n")
      )[0],
    ).toContain('gives `seconds` 2 where its example says 3');
  });

  it('fail where a counterexample matches this signal, though not where it matches another', async () => {
    const other = "  - { id: demo/b, pattern: 'took b', examples: ['took b'], counterexamples: ['took a'] }\n";
    expect(await failures(`  - { id: demo/a, pattern: 'took a', examples: ['took a'], counterexamples: ['took b'] }\n${other}`)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect((await failures("  - { id: demo/a, pattern: 'took', examples: ['took a'], counterexamples: ['took b'] }\n"))[1]).toContain('matches `took b`');
  });

  const cause = (when: string) =>
    parseRules([
      {
        file: 'one.yaml',
        text: `id: one\ntitle: T\nmeaning: M\ngroup: device\nseverity: warning\nwhen: ${when}\nbecause: B\nfixes: [{ id: f, do: D }]\nreferences: ['https://example.org']\nexamples: { shows: [{ log: bad }], not: [{ log: good }] }\n`,
      },
    ]);
  const signals = parseRules([
    {
      file: 'demo.yaml',
      text: "runtime: demo\ntitle: D\nkind: server\ndetect: []\nsignals: [{ id: demo/a, pattern: 'abc', event: compile, phase: compile, examples: [abc], counterexamples: [x] }]\n",
    },
  ]);
  const rulesWith = (when: string) => ruleSetOf({ ...signals, causes: cause(when).causes });

  it('of a cause ask the diagnosis for it', async () => {
    const good = await testRules(rulesWith('{ event: compile }'), { parse, diagnose: (log) => (log === 'bad' ? ['one'] : []) });
    expect(good.tests.slice(2).map((test) => test.failure)).toEqual([null, null]);
    const bad = await testRules(rulesWith('{ event: compile }'), { parse, diagnose: (log) => (log === 'good' ? ['one'] : ['two']) });
    expect(bad.tests.slice(2).map((test) => test.failure)).toEqual(['its example shows two and not this one', 'is found in an example that must not show it']);
  });

  it('list a cause that no signal can lead to as waiting, and do not run it', async () => {
    for (const when of [
      '{ event: autotune }',
      '{ all: [{ event: compile }, { phase: tokenizer }] }',
      '{ latency: { ratio: { min: 2 }, differenceSeconds: { min: 0.1 } } }',
      '{ outcome: failed }',
    ]) {
      expect(await testRules(rulesWith(when), { parse, diagnose: () => [] })).toMatchObject({ waiting: ['one'], tests: { length: 2 } });
    }
    for (const when of ['{ any: [{ event: autotune }, { phase: compile }] }', '{ not: { event: autotune } }']) {
      expect((await testRules(rulesWith(when), { parse, diagnose: () => [] })).waiting).toEqual([]);
    }
  });
});
