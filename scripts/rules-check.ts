import { argv, exit, stdout } from 'node:process';
import type { Record } from '../src/model/record.js';
import { createRecordParser } from '../src/read/parser.js';
import { ruleSetOf } from '../src/rules/compile.js';
import { asUserError } from '../src/rules/finding.js';
import { lintRules } from '../src/rules/lint/lint.js';
import { createMatcher } from '../src/rules/match/matcher.js';
import { testRules } from '../src/rules/selftest/selftest.js';
import { type LoadedRules, loadRules } from '../src/rules/yaml/load.js';

/**
 * Lints rule files and runs their signals' examples: `npx tsx scripts/rules-check.ts [FILE|DIR…]` (without any: `rules/`).
 * `--linear` also proves that patterns run in linear time. `--match TEXT` prints the signals of one line.
 */
const options = argv.slice(2);
const paths = options.filter((option, index) => !option.startsWith('--') && options[index - 1] !== '--match');
const loaded = merge(await Promise.all((paths.length === 0 ? ['rules'] : paths).map(loadRules)));
const findings = lintRules(loaded, { isPartial: paths.length > 0 });
for (const finding of findings) stdout.write(`${finding.severity} ${asUserError(finding).message}\n`);
let failures = findings.filter((finding) => finding.severity === 'error').length;

const rules = ruleSetOf(loaded);
const line = options[options.indexOf('--match') + 1];
if (options.includes('--match') && line !== undefined) {
  const matcher = createMatcher(rules);
  for (const record of parse(line, '-')) {
    stdout.write(`message: ${record.text}\n`);
    for (const { id, facts, phase, extent, scope, events } of matcher.match(record))
      stdout.write(`${JSON.stringify({ id, facts, phase, extent, scope, events })}\n`);
  }
  exit(0);
}

const { tests, waiting } = await testRules(rules, { parse });
for (const { rule, kind, index, failure } of tests) if (failure !== null) stdout.write(`failed ${rule} ${kind} ${index + 1}: ${failure}\n`);
failures += tests.filter((test) => test.failure !== null).length;
if (options.includes('--linear')) {
  const { lintLinear } = await import('../src/rules/linear/linearity.js');
  for (const finding of await lintLinear(loaded)) {
    stdout.write(`${finding.severity} ${asUserError(finding).message}\n`);
    failures++;
  }
}
if (waiting.length > 0 && paths.length === 0) stdout.write(`waiting for signals: ${waiting.join(', ')}\n`);
const signals = rules.runtimes.flatMap((runtime) => runtime.signals).length;
stdout.write(`${signals} signals, ${rules.causes.length} causes, ${tests.length} examples run, ${failures} to mend\n`);
exit(failures > 0 ? 1 : 0);

function merge(parts: readonly LoadedRules[]): LoadedRules {
  return {
    runtimes: parts.flatMap((part) => part.runtimes),
    causes: parts.flatMap((part) => part.causes),
    problems: parts.flatMap((part) => part.problems),
  };
}

function parse(log: string, path: string): readonly Record[] {
  const parser = createRecordParser(path);
  return [...parser.all({ bytes: Buffer.from(log), firstLine: 1 }), ...parser.end()];
}
