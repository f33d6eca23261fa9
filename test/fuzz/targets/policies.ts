import { strict as assert } from 'node:assert';
import { loadPolicy } from '../../../src/gate/policy/load.js';
import { UserError } from '../../../src/model/user-error.js';
import { builtinRules } from '../../../src/rules/builtin.js';
import type { Chance } from '../inputs/chance.js';
import { mutated } from '../inputs/mutate.js';
import { checkRefusal } from '../refusal.js';
import type { Target } from '../target.js';

const causes = builtinRules.causes.map(({ id }) => id);

const whole = `version: 1
undecided: fail
expectReplicas: 3
baseline: { file: base.json, significance: 5%, across: [image] }
budgets:
  timeToReady: { max: 45s, p95: 1m30s }
  firstRequest: 800ms
  coldWarmRatio: 3
  gapShare: 20%
  bytesFetched: 1.5GiB
  failedBoots: 0
  phases: { compile: 30s, weights-load: null }
causes:
  forbidden: [error, compile-in-request]
  tolerated:
    - { cause: compile-at-startup, reason: known, until: 2026-12-31 }
checklist: [weights-on-device]
regression:
  timeToReady: { share: 10%, floor: 1s }
  phases: { compile: 10% }
overrides:
  - when: { runtime: vllm, replicas: 'a-*' }
    budgets: { timeToReady: 2m }
`;

const words = [
  '<<: *a',
  '&a',
  '*a',
  '!!js/function x',
  '- - -',
  '? x',
  'x: |',
  '%YAML 9',
  '---',
  '...',
  '\t',
  'extends: coldcase.yaml',
  'extends: ../../etc/passwd',
  '__proto__: { x: 1 }',
  '1e308s',
  '-5s',
  '.inf',
  '.nan',
  '0x10',
  '2026-02-30',
  '~',
  '[[[[',
  '{{',
];

const policyText = (chance: Chance): string => {
  const lines = whole.split('\n').filter(() => !chance.oneIn(12));
  if (chance.oneIn(2)) lines.splice(chance.below(lines.length), 1 + chance.below(2), `${' '.repeat(chance.below(6))}${chance.pick(words)}`);
  return chance.oneIn(3) ? mutated(lines.join('\n'), chance, 3) : lines.join('\n');
};

/** A policy is read, or refused by a sentence with its place. */
export const policiesTarget: Target = {
  name: 'policies',
  holds: 'A policy is read, with finite limits of zero or more, or refused by a sentence that names the file.',
  share: 1,
  trial: (chance) => {
    const text = policyText(chance);
    const readText = async (file: string): Promise<string> => {
      if (file === 'coldcase.yaml') return text;
      throw new UserError('there is no such policy', { file });
    };
    return {
      input: text,
      check: async () => {
        try {
          const policy = await loadPolicy('coldcase.yaml', { causes, readText });
          for (const { limit } of policy.limits) assert.ok(limit === null || (Number.isFinite(limit) && limit >= 0), `limit ${limit}`);
          assert.ok(policy.significance > 0 && policy.significance <= 1, `significance ${policy.significance}`);
        } catch (error) {
          checkRefusal(error, '');
        }
      },
    };
  },
};
