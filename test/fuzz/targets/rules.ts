import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { lintRules } from '../../../src/rules/lint/lint.js';
import { parseRules } from '../../../src/rules/yaml/load.js';
import type { Chance } from '../inputs/chance.js';
import { mutated } from '../inputs/mutate.js';
import { checkRefusal } from '../refusal.js';
import type { Target } from '../target.js';

const files = ['rules/signals', 'rules/causes']
  .flatMap((folder) => readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8')))
  .filter((text) => text.length < 6000)
  .map((text) => text.split('\n'));

const words = [
  "pattern: '(a+)+$'",
  "pattern: '['",
  'pattern: ""',
  "pattern: '(?<seconds>x)'",
  'seconds: { min: 1e308 }',
  'seconds: { min: -5 }',
  '&a [*a]',
  '__proto__: { x: 1 }',
  '<<: *x',
  'examples: []',
  'when: {}',
  'id: ../x',
  "id: '\\u0000'",
  '- - -',
  '!!binary x',
];

const ruleText = (chance: Chance): string => {
  const changed = [...chance.pick(files)];
  for (let left = 1 + chance.below(3); left > 0; left -= 1) {
    const at = chance.below(changed.length);
    const line = changed[at] ?? '';
    const indent = /^[\s-]*/.exec(line)?.[0] ?? '';
    changed[at] = chance.oneIn(2) ? mutated(line, chance, 2) : `${indent}${chance.pick(words)}`;
  }
  return changed.join('\n');
};

/** A rule file is read and linted, or refused by sentences with their place. */
export const rulesTarget: Target = {
  name: 'rules',
  holds: 'A rule file is read and linted, or refused by sentences that name the file.',
  share: 1,
  trial: (chance) => {
    const text = ruleText(chance);
    return {
      input: text,
      check: () => {
        const loaded = parseRules([{ file: 'own.yaml', text }]);
        for (const problem of loaded.problems) checkRefusal(problem, 'own.yaml');
        assert.ok(loaded.problems.length > 0 || loaded.runtimes.length + loaded.causes.length === 1);
        for (const finding of lintRules(loaded)) assert.ok(finding.reason.length > 5);
      },
    };
  },
};
