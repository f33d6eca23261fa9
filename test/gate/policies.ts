import { judge } from '../../src/gate/judge.js';
import { loadPolicy } from '../../src/gate/policy/load.js';
import type { Policy } from '../../src/gate/policy/policy.js';
import type { BudgetResult, GateReport } from '../../src/model/gate.js';
import type { BootReport } from '../../src/model/report.js';
import { UserError } from '../../src/model/user-error.js';
import { reportOf } from './boot-report.js';

const causes = ['oom-device', 'compile-in-request', 'shape-not-warmed', 'weights-load-slow'];

/** The policy of a text; other files are those in `files`. */
export const policyOf = (text: string, files: { readonly [name: string]: string } = {}): Promise<Policy> =>
  loadPolicy('coldcase.yaml', {
    causes,
    readText: async (file) => {
      const found = file === 'coldcase.yaml' ? text : files[file];
      if (found === undefined) throw new UserError('there is no such policy', { file });
      return found;
    },
  });

/** What a policy's text says is wrong with it. */
export const mistakesIn = async (text: string, files: { readonly [name: string]: string } = {}): Promise<string> => {
  try {
    await policyOf(text, files);
    return '';
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
};

export const options = { environment: null, now: new Date('2026-11-26T12:00:00Z'), expectReplicas: null, baseline: null, isEachARun: false };

/** The gate's answer for some boots under a policy's text. */
export const gateOf = async (text: string, boots: readonly BootReport[], given: Partial<Parameters<typeof judge>[2]> = {}): Promise<GateReport> =>
  judge(reportOf(...boots), await policyOf(text), { ...options, ...given });

/** The one budget with that id. */
export const budgetOf = (gate: GateReport, id: string): BudgetResult => {
  const found = gate.budgets.find((budget) => budget.id === id);
  if (found === undefined) throw new Error(`no budget ${id} among ${gate.budgets.map((budget) => budget.id).join(', ')}`);
  return found;
};
