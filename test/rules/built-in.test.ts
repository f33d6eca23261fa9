import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { createRecordParser } from '../../src/read/parser.js';
import { compileRules } from '../../src/rules/compile.js';
import { events } from '../../src/rules/events.js';
import { asUserError } from '../../src/rules/finding.js';
import { causeJsonSchema, signalsJsonSchema } from '../../src/rules/json-schema.js';
import { lintLinear } from '../../src/rules/linear/linearity.js';
import { lintRules } from '../../src/rules/lint/lint.js';
import { testRules } from '../../src/rules/selftest/selftest.js';
import { loadRules } from '../../src/rules/yaml/load.js';

const loaded = await loadRules('rules');
const rules = await compileRules('rules');

const parse = (log: string, path: string) => {
  const parser = createRecordParser(path);
  return [...parser.all({ bytes: Buffer.from(log), firstLine: 1 }), ...parser.end()];
};

describe('the built-in rules', () => {
  it('leave the linter nothing to say', () => {
    expect(lintRules(loaded).map(({ severity, reason }) => `${severity}: ${reason}`)).toEqual([]);
  });

  it('run in linear time', async () => {
    expect((await lintLinear(loaded)).map((finding) => asUserError(finding).message)).toEqual([]);
  }, 120_000);

  it('pass the tests of their signals', async () => {
    const { tests } = await testRules(rules, { parse });
    expect(tests.filter((test) => test.failure !== null)).toEqual([]);
  });

  it('are plain JSON', () => {
    const { runtimes, causes, prefilter } = rules;
    const plain = { runtimes, causes, prefilter };
    expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
  });

  it('use the events that the table of docs/rules.md explains', () => {
    const page = readFileSync('docs/rules.md', 'utf8');
    const rows = [...page.slice(page.indexOf('## Events')).matchAll(/^\| `([a-z-]+)` \| (.*) \|$/gm)].map((row) => [row[1], row[2]]);
    expect(rows).toEqual([...events]);
  });

  it('are valid by the JSON Schemas that editors use', () => {
    const ajv = new Ajv2020({ strict: false, formats: { uri: true } });
    const signals = ajv.compile(signalsJsonSchema());
    const causes = ajv.compile(causeJsonSchema());
    const valid = (check: typeof signals, file: string) => ({ file, isValid: check(parseYaml(readFileSync(file, 'utf8'))) });
    for (const { file } of loaded.runtimes) expect(valid(signals, file)).toEqual({ file, isValid: true });
    for (const { file } of loaded.causes) expect(valid(causes, file)).toEqual({ file, isValid: true });
  });
});
