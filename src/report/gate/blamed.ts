import type { BudgetResult, GateReport } from '../../model/gate.js';
import type { Scope } from '../../model/phase.js';
import { type Cause, type Severity, severityRank } from '../../model/report.js';
import { byCost } from '../text/causes.js';

const forbids = 'causes.';

const isSeverity = (word: string): word is Severity => Object.hasOwn(severityRank, word);

/** Figures of one scope, by the first word of a budget's id. The other figures may come from either. */
const scopes: ReadonlyMap<string, Scope> = new Map([
  ['timeToReady', 'startup'],
  ['gapShare', 'startup'],
  ['phases', 'startup'],
  ['bytesFetched', 'startup'],
  ['firstRequest', 'request'],
  ['firstToken', 'request'],
  ['coldWarmRatio', 'request'],
  ['p95AfterStart', 'request'],
  ['requestPhases', 'request'],
]);

/** The one cause that a budget forbids; null for any other budget. */
export const causeOf = ({ id }: BudgetResult): string | null => {
  const name = id.startsWith(forbids) ? id.slice(forbids.length) : null;
  return name === null || isSeverity(name) ? null : name;
};

/** A forbidden cause is mended itself; a figure by what cost time in its scope; anything else by whatever cost that boot something. */
const concerns = (budget: BudgetResult, cause: Cause): boolean => {
  const only = causeOf(budget);
  if (only !== null) return only === cause.id;
  const name = budget.id.replace(forbids, '');
  if (isSeverity(name)) return severityRank[cause.severity] >= severityRank[name];
  const scope = scopes.get(budget.id.replace(/^regression\./, '').split('.')[0] ?? '');
  return cause.severity !== 'note' && (scope === undefined || scope === cause.scope);
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
