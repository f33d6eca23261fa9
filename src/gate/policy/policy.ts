import type { PolicyPlace } from '../../model/gate.js';
import type { Severity } from '../../model/report.js';

/** Which boots a clause is for; null where it does not matter. */
export type When = { readonly runtime: string | null; readonly replicas: string | null; readonly environment: string | null };

type Clause = { readonly when: When | null; readonly place: PolicyPlace };

/** `p95`: of all boots. */
export type Statistic = 'max' | 'p95';

/** Of the clauses with one id that fit a boot the last counts. A null limit takes those before it away. */
export type LimitClause = Clause & { readonly measure: string; readonly statistic: Statistic; readonly limit: number | null };
export type FailedBootsClause = Clause & { readonly limit: number | null };
export type ForbiddenClause = Clause & { readonly what: { readonly severity: Severity } | { readonly cause: string } };
export type ToleratedClause = Clause & { readonly cause: string; readonly reason: string; readonly until: string | null };
export type RequiredClause = Clause & { readonly item: string };

/** How much worse than the baseline a figure may be: both must be passed. `null` of both takes the clauses before it away. */
export type RegressionClause = Clause & { readonly measure: string; readonly allowed: { readonly share: number; readonly floor: number } | null };

/** What a gate allows: the clauses of a file, of what it extends and of its overrides, in the order in which later ones win. */
export type Policy = {
  readonly file: string;
  readonly undecided: 'pass' | 'fail' | null;
  readonly expectReplicas: { readonly count: number; readonly place: PolicyPlace } | null;
  /** Path of the baseline, from the working folder; null where the policy names none. */
  readonly baselineFile: string | null;
  /** The chance of a false alarm allowed for all regression budgets together. */
  readonly significance: number;
  /** Traits in which compared boots may differ. */
  readonly across: readonly string[];
  readonly limits: readonly LimitClause[];
  readonly failedBoots: readonly FailedBootsClause[];
  readonly forbidden: readonly ForbiddenClause[];
  readonly tolerated: readonly ToleratedClause[];
  readonly required: readonly RequiredClause[];
  readonly regressions: readonly RegressionClause[];
};
