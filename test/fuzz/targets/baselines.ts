import { strict as assert } from 'node:assert';
import { baselineText, parseBaseline } from '../../../src/gate/baseline/file.js';
import { merged, newest, runsOf } from '../../../src/gate/baseline/record.js';
import { summaryOf } from '../../../src/gate/baseline/summary.js';
import { judge } from '../../../src/gate/judge.js';
import { loadPolicy } from '../../../src/gate/policy/load.js';
import type { Chance } from '../inputs/chance.js';
import { changedValue, hostileValues } from '../inputs/json.js';
import { mutated } from '../inputs/mutate.js';
import { reports } from '../inputs/reports.js';
import { orRefused } from '../refusal.js';
import type { Target } from '../target.js';

const now = new Date('2026-11-01T00:00:00Z');
const whole = merged(
  reports.flatMap(({ boots }) => [5, 6, 7, 8].map((day) => ({ schemaVersion: 1, runs: runsOf(boots, false, new Date(Date.UTC(2026, 9, day))).runs }))),
);
const policyText = `version: 1
budgets: { timeToReady: { max: 45s, p95: 60s }, firstRequest: 2s, coldWarmRatio: 3, gapShare: 20%, failedBoots: 0 }
causes: { forbidden: [error] }
checklist: [weights-on-device]
regression: { timeToReady: 10%, firstRequest: 10%, phases: { compile: 10%, weights-load: 10% } }
`;
const policy = await loadPolicy('coldcase.yaml', { causes: null, readText: async () => policyText });

const baselineOf = (chance: Chance): string => {
  let value: unknown = whole;
  for (let left = chance.below(3); left > 0; left -= 1) value = changedValue(value, chance);
  if (chance.oneIn(3)) value = hostileValues(value, chance, 8);
  const text = JSON.stringify(value);
  return chance.oneIn(4) ? mutated(text, chance, 2) : text;
};

/** A baseline is read, or refused by a sentence; what is read is written as it was, and the gate judges by it. */
export const baselinesTarget: Target = {
  name: 'baselines',
  holds: 'A baseline is refused by a sentence, or read, written again as it was, summed up, and judged by without a fault.',
  share: 2,
  trial: (chance) => {
    const text = baselineOf(chance);
    const report = chance.pick(reports);
    const isEachARun = chance.oneIn(2);
    return {
      input: text,
      check: () => {
        const baseline = orRefused(() => parseBaseline('base.json', text), 'base.json');
        if (baseline === null) return;
        assert.deepEqual(parseBaseline('base.json', baselineText(baseline)), JSON.parse(baselineText(baseline)));
        assert.deepEqual(merged([baseline, baseline]), merged([baseline]));
        assert.ok(newest(merged([baseline]), 1).runs.length <= baseline.runs.length);
        summaryOf(baseline);
        const gate = judge(report, policy, { environment: null, now, expectReplicas: null, baseline: { file: 'base.json', baseline }, isEachARun });
        for (const budget of gate.budgets) assert.ok(budget.why.length > 0, `${budget.id} says why`);
        const noFigure = /\bNaN\b|Infinity|undefined/;
        // What the baseline says of its runs is quoted as it stands.
        if (!noFigure.test(text)) assert.doesNotMatch(JSON.stringify(gate.budgets), noFigure);
      },
    };
  },
};
