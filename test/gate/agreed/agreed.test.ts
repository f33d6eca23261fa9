import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { globSync } from 'tinyglobby';
import { beforeAll, describe, expect, it } from 'vitest';
import { diagnosePaths } from '../../../src/diagnose/run.js';
import { compare } from '../../../src/gate/compare/compare.js';
import { policyText } from '../../../src/gate/init.js';
import { judge } from '../../../src/gate/judge.js';
import { loadPolicy } from '../../../src/gate/policy/load.js';
import type { Policy } from '../../../src/gate/policy/policy.js';
import type { BudgetResult, GateReport } from '../../../src/model/gate.js';
import type { Report } from '../../../src/model/report.js';
import { builtinRules } from '../../../src/rules/builtin.js';
import { short } from '../../diagnose/agreed/account.js';
import { options } from '../policies.js';

/**
 * What the gate says of logs is agreed in `golden/`; `npx vitest run test/gate/agreed -u` writes it anew, to be read before it goes in.
 */
const logs = globSync(['fixtures/captured/{gpu,gunicorn,node,process,uvicorn}/*.log', 'fixtures/made-starts/{llama.cpp,seldon,tgi,triton,vllm}.log']).sort();
const groups = ['unchanged', 'no-compile-cache', 'lazy-tokenizer', 'shape-dropped'];
const nameOf = (log: string): string => `${basename(dirname(log))}-${basename(log, '.log')}`;

const reports = new Map<string, Report>();
const reportOn = (path: string): Report => reports.get(path) as Report;
let policy: Policy;

beforeAll(async () => {
  const now = new Date('2026-11-27T00:00:00Z');
  for (const path of [...logs, ...['before', ...groups].map((group) => `fixtures/captured/repeats/${group}`)])
    reports.set(path, (await diagnosePaths([path], { now })).report);
  policy = await loadPolicy('broad.yaml', {
    causes: builtinRules.causes.map(({ id }) => id),
    readText: async () => readFileSync('test/gate/agreed/broad.yaml', 'utf8'),
  });
}, 60_000);

/** A budget that is kept in a few words; all that there is of one that is not. */
const budgetWords = ({ id, verdict, measured, range, limit, margin, ...others }: BudgetResult): string =>
  short([id, verdict, measured, range, limit, margin, ...(verdict === 'pass' ? [] : [others])]);

const answerOf = ({ budgets, ...others }: GateReport): string => `${linesOf(others)}\nbudgets:\n${budgets.map((one) => `  ${budgetWords(one)}`).join('\n')}`;

const linesOf = (value: object): string =>
  Object.entries(value)
    .filter(([name]) => name !== 'tool')
    .flatMap(([name, member]) => (Array.isArray(member) ? [`${name}:`, ...member.map((one) => `  ${short(one)}`)] : [`${name}: ${short(member)}`]))
    .join('\n');

describe.each(logs)('of %s', (log) => {
  it('the gate answers as agreed, here and in staging', async () => {
    const answers = [null, 'staging'].map((environment) => answerOf(judge(reportOn(log), policy, { ...options, environment })));
    await expect(`${answers.join('\n\n')}\n`).toMatchFileSnapshot(`golden/judged/${nameOf(log)}.txt`);
  });

  it('a policy is written as agreed', async () => {
    const text = policyText(reportOn(log).boots, log, 'coldcase-baseline.json', options.now);
    await expect(text).toMatchFileSnapshot(`golden/init/${nameOf(log)}.yaml`);
  });
});

describe.each(groups)('thirty starts and ten %s', (group) => {
  it.each([
    ['as runs', true],
    ['as replicas', false],
  ])('compare as agreed: %s', async (_, isEachARun) => {
    const [before, after] = ['before', group].map((name) => ({ name, boots: reportOn(`fixtures/captured/repeats/${name}`).boots }));
    const comparison = compare(before as NonNullable<typeof before>, after as NonNullable<typeof after>, isEachARun);
    await expect(`${linesOf(comparison)}\n`).toMatchFileSnapshot(`golden/compared/${group}-${isEachARun ? 'runs' : 'replicas'}.txt`);
  });
});
