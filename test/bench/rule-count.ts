import { createReadStream } from 'node:fs';
import { argv, cpuUsage } from 'node:process';
import { diagnoseSources } from '../../src/diagnose/run.js';
import { blocksOf } from '../../src/read/blocks.js';
import type { Source } from '../../src/read/source.js';
import { builtinRules } from '../../src/rules/builtin.js';
import type { RuntimeRules, SignalRule } from '../../src/rules/schema.js';
import type { RuleSet } from '../../src/rules/set.js';
import { indexPatterns } from '../../src/rules/sieve/prefilter.js';

/** Diagnoses a log with the built-in rules and with so many more, in turn: `rule-count.ts LOG COUNT ROUNDS`. Prints the ratios of processor time. */

const [, , log = '', count, rounds] = argv;

const more = Array.from({ length: Number(count) }, (_, index): SignalRule => {
  const word = Array.from({ length: 4 }, (__, at) => String.fromCharCode(97 + (Math.floor(index / 26 ** at) % 26))).join('');
  return { id: `more/${word}`, pattern: `Subsystem ${word}x warmed unit-${word} in (?<seconds>[\\d.]+) s`, phase: 'warmup', examples: [], counterexamples: [] };
});
const extra: RuntimeRules = { runtime: 'more', title: 'More', kind: 'server', detect: ['Subsystem more begins'], references: [], signals: more };
const runtimes = [...builtinRules.runtimes, extra];
const larger: RuleSet = { runtimes, causes: builtinRules.causes, ...indexPatterns(runtimes) };

async function secondsWith(rules: RuleSet): Promise<number> {
  const source: Source = { path: log, bytes: null, modified: 0, blocks: () => blocksOf(createReadStream(log, { highWaterMark: 1 << 20 })) };
  const before = cpuUsage();
  await diagnoseSources(
    (async function* () {
      yield source;
    })(),
    { rules },
  );
  const { user, system } = cpuUsage(before);
  return (user + system) / 1e6;
}

const ratios: number[] = [];
for (let round = 0; round <= Number(rounds); round += 1) {
  const few = await secondsWith(builtinRules);
  const many = await secondsWith(larger);
  if (round > 0) ratios.push(many / few);
}
console.log(JSON.stringify(ratios));
