import { counted } from '../diagnose/words.js';
import type { BudgetResult, GateReport, GateVerdict, Tolerated } from '../model/gate.js';
import type { BootReport, Report } from '../model/report.js';
import { toolVersion } from '../model/tool.js';
import { appliesTo } from './applies.js';
import type { Baseline } from './baseline/baseline.js';
import { judgeFailedBoots } from './budgets/failed-boots.js';
import { judgeForbidden } from './budgets/forbidden.js';
import { type Bounded, judgeLimit } from './budgets/limit.js';
import { judgePercentile } from './budgets/percentile.js';
import { judgeRegressions, type Watched } from './budgets/regression.js';
import { judgeReplicas } from './budgets/replicas.js';
import { judgeRequired } from './budgets/required.js';
import { measures } from './measures.js';
import { isPast } from './policy/day.js';
import type { LimitClause, Policy, RegressionClause, Statistic, When } from './policy/policy.js';
import { byGravity } from './verdicts.js';

export type GateOptions = {
  readonly environment: string | null;
  /** Until when tolerances have lasted. */
  readonly now: Date;
  /** How many replicas there must be; null: as the policy says. */
  readonly expectReplicas: number | null;
  readonly baseline: { readonly file: string; readonly baseline: Baseline } | null;
  /** Whether each boot is a run of its own, not a replica of one rollout. */
  readonly isEachARun: boolean;
};

/** Judges a report by a policy: each budget, and the whole. Pure. */
export const judge = (report: Report, policy: Policy, options: GateOptions): GateReport => {
  const { boots } = report;
  const { environment, baseline } = options;
  const tolerated = toleratedIn(boots, policy, options);
  const budgets = [
    ...replicaBudget(boots, policy, options),
    ...limitBudgets(boots, policy, environment),
    ...failedBootsBudget(boots, policy, environment),
    ...forbiddenBudgets(boots, policy, options),
    ...requiredBudgets(boots, policy, environment),
    ...regressionBudgets(boots, policy, options),
  ].sort((left, right) => byGravity(left.verdict, right.verdict));
  return {
    schemaVersion: 1,
    tool: { name: 'coldcase', version: toolVersion },
    ...wholeOf(budgets, policy, boots.length),
    policy: { file: policy.file, environment },
    baseline: baseline === null ? null : { file: baseline.file, runs: baseline.baseline.runs.length },
    budgets,
    tolerated,
    report,
  };
};

const wholeOf = (budgets: readonly BudgetResult[], policy: Policy, boots: number): { readonly verdict: GateVerdict; readonly reason: string } => {
  const exceeded = budgets.filter(({ verdict }) => verdict === 'exceeded');
  const open = budgets.filter(({ verdict }) => verdict !== 'exceeded' && verdict !== 'pass');
  const first = (exceeded[0] ?? open[0])?.why ?? '';
  if (exceeded.length > 0) return { verdict: 'fail', reason: `${exceeded.length} of ${counted(budgets.length, 'budget')} exceeded. ${first}` };
  if (boots > 0 && budgets.length > 0 && open.length === 0) return { verdict: 'pass', reason: `${counted(budgets.length, 'budget')} kept.` };
  const means = policy.undecided === null ? '' : ` By this policy that counts as ${policy.undecided === 'pass' ? 'passed' : 'failed'}.`;
  return {
    verdict: policy.undecided ?? 'undecided',
    reason: `${undecidedBecause(boots, budgets.length, open.length)} ${first}${means}`.replace(/ {2}/, ' ').trim(),
  };
};

const undecidedBecause = (boots: number, budgets: number, open: number): string => {
  if (boots === 0) return 'No start of a service was found in what was read.';
  // A gate that judges nothing must not look as if it had passed.
  return budgets === 0 ? 'None of the budgets is for what was read.' : `${open} of ${counted(budgets, 'budget')} cannot be decided.`;
};

const replicaBudget = (boots: readonly BootReport[], policy: Policy, { expectReplicas }: GateOptions): BudgetResult[] => {
  if (expectReplicas !== null) return [judgeReplicas(boots, expectReplicas, null)];
  return policy.expectReplicas === null ? [] : [judgeReplicas(boots, policy.expectReplicas.count, policy.expectReplicas.place)];
};

type Conditional = { readonly when: When | null };

/** Of the clauses that fit a boot the last. */
const lastFor = <T extends Conditional>(clauses: readonly T[], boot: BootReport, environment: string | null): T | undefined =>
  clauses.findLast(({ when }) => appliesTo(when, boot, environment));

const limitBudgets = (boots: readonly BootReport[], { limits }: Policy, environment: string | null): BudgetResult[] => {
  const bounded = (measure: string, statistic: Statistic): Bounded[] => {
    const clauses = limits.filter((clause) => clause.measure === measure && clause.statistic === statistic);
    return boots.flatMap((boot) => {
      const clause = lastFor(clauses, boot, environment);
      return clause !== undefined && isSet(clause) ? [{ boot, clause }] : [];
    });
  };
  return [...new Set(limits.map(({ measure }) => measure))].flatMap((id) => {
    const measure = measures.get(id);
    if (measure === undefined) return [];
    return [judgeLimit(measure, bounded(id, 'max')), judgePercentile(measure, bounded(id, 'p95'))].filter((result) => result !== null);
  });
};

const isSet = (clause: LimitClause): clause is LimitClause & { readonly limit: number } => clause.limit !== null;

const failedBootsBudget = (boots: readonly BootReport[], { failedBoots }: Policy, environment: string | null): BudgetResult[] => {
  // The number is of all boots, so only the environment can make a difference.
  const clause = failedBoots.findLast(({ when }) => when === null || when.environment === null || when.environment === environment);
  return clause === undefined || clause.limit === null ? [] : [judgeFailedBoots(boots, { ...clause, limit: clause.limit })];
};

const toleratedIn = (boots: readonly BootReport[], policy: Policy, { environment, now }: GateOptions): Tolerated[] =>
  policy.tolerated
    .map(({ cause, reason, until, when, place }) => ({
      cause,
      reason,
      until,
      isExpired: until !== null && isPast(until, now),
      boots: boots.filter((boot) => appliesTo(when, boot, environment) && boot.causes.some(({ id }) => id === cause)).map(({ id }) => id),
      place,
    }))
    // One that is over is told even where nothing needs it: it is to be taken out.
    .filter(({ isExpired, boots: having }) => isExpired || having.length > 0);

const forbiddenBudgets = (boots: readonly BootReport[], policy: Policy, { environment, now }: GateOptions): BudgetResult[] => {
  const lasting = policy.tolerated.filter(({ until }) => until === null || !isPast(until, now));
  const toleratedOf = (boot: BootReport): ReadonlySet<string> =>
    new Set(lasting.filter(({ when }) => appliesTo(when, boot, environment)).map(({ cause }) => cause));
  const byWhat = new Map(policy.forbidden.map((clause) => [JSON.stringify(clause.what), clause]));
  return [...byWhat].flatMap(([key, { what, place }]) => {
    const clauses = policy.forbidden.filter((clause) => JSON.stringify(clause.what) === key);
    const concerned = boots.filter((boot) => lastFor(clauses, boot, environment) !== undefined);
    if (concerned.length === 0 && boots.length > 0) return [];
    return [judgeForbidden({ what, place, boots: concerned.map((boot) => ({ boot, tolerated: toleratedOf(boot) })) })];
  });
};

const requiredBudgets = (boots: readonly BootReport[], { required }: Policy, environment: string | null): BudgetResult[] => {
  const byItem = new Map(required.map((clause) => [clause.item, clause]));
  return [...byItem.values()].flatMap(({ item, place }) => {
    const concerned = boots.filter((boot) =>
      lastFor(
        required.filter((clause) => clause.item === item),
        boot,
        environment,
      ),
    );
    return concerned.length === 0 && boots.length > 0 ? [] : [judgeRequired(item, place, concerned)];
  });
};

const regressionBudgets = (boots: readonly BootReport[], policy: Policy, { environment, baseline, isEachARun }: GateOptions): BudgetResult[] => {
  if (baseline === null) return [];
  const watched = [...new Set(policy.regressions.map(({ measure }) => measure))].flatMap((id): Watched[] => {
    const measure = measures.get(id);
    const clauses = policy.regressions.filter((clause) => clause.measure === id);
    const concerned = boots.flatMap((boot) => {
      const clause = lastFor(clauses, boot, environment);
      return clause !== undefined && isAllowed(clause) ? [{ boot, clause }] : [];
    });
    if (measure === undefined) return [];
    return [...new Set(concerned.map(({ clause }) => clause))].map((clause) => ({
      measure,
      clause,
      boots: concerned.filter((one) => one.clause === clause).map(({ boot }) => boot),
    }));
  });
  return judgeRegressions(watched, { baseline: baseline.baseline, significance: policy.significance, across: policy.across, isEachARun });
};

const isAllowed = (clause: RegressionClause): clause is RegressionClause & { readonly allowed: NonNullable<RegressionClause['allowed']> } =>
  clause.allowed !== null;
