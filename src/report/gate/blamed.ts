import type { BudgetResult, GateReport } from '../../model/gate.js';
import type { Cause } from '../../model/report.js';
import { byCost } from '../text/causes.js';

const causePrefix = 'causes.';

/** The cause that a budget forbids; null for any other budget. */
export const causeOf = ({ id }: BudgetResult): string | null => (id.startsWith(causePrefix) ? id.slice(causePrefix.length) : null);

/** A budget about one cause is mended by mending that cause; any other by whatever cost that boot something. */
const concerns = (budget: BudgetResult, cause: Cause): boolean => {
  const only = causeOf(budget);
  return only === null ? cause.severity !== 'note' : only === cause.id;
};

/** The causes to mend so that the gate passes: those found in the boots that exceeded a budget, each once, where it cost most, dearest first. */
export const blamedCauses = (gate: GateReport): readonly Cause[] => {
  const boots = new Map(gate.report.boots.map((boot) => [boot.id, boot]));
  const exceeded = gate.budgets.filter((budget) => budget.verdict === 'exceeded');
  const found = exceeded.flatMap((budget) => budget.boots.flatMap((id) => (boots.get(id)?.causes ?? []).filter((cause) => concerns(budget, cause))));
  const dearest = new Map<string, Cause>();
  for (const cause of byCost(found)) if (!dearest.has(cause.id)) dearest.set(cause.id, cause);
  return [...dearest.values()];
};
