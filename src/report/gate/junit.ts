import type { BudgetResult, GateReport, Tolerated } from '../../model/gate.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';
import { evidenceDetails, fixDetails } from '../findings/details.js';
import { type Case, classNameOf, junitDocument, type Outcome } from '../junit/suites.js';
import { bootName, placeOf } from '../text/evidence.js';
import { blamedCauses } from './blamed.js';
import { bootList } from './boot-list.js';
import { limitText, marginText, measuredText } from './figures.js';
import { toleranceText } from './tolerance.js';

const figureDetails = (budget: BudgetResult): string[] => {
  const limit = limitText(budget);
  const figures = [measuredText(budget), limit === null ? null : `limit ${limit}`, marginText(budget)].filter((text) => text !== null);
  return figures.length === 0 ? [] : [figures.join(', ')];
};

const outcomeOf = (budget: BudgetResult, gate: GateReport): Outcome => {
  if (budget.verdict === 'pass') return { kind: 'pass' };
  const details = [
    ...figureDetails(budget),
    ...(budget.boots.length === 0 ? [] : [`in ${bootList(budget.boots, bootName)}`]),
    ...(budget.place === null ? [] : [`asked for at ${placeOf(budget.place)}`]),
    ...evidenceDetails(budget.evidence),
    ...(budget.howToLog === null ? [] : [`to know: ${budget.howToLog}`]),
    ...blamedCauses({ ...gate, budgets: [budget] }).flatMap((cause) => [cause.title, ...cause.fixes.slice(0, 1).flatMap(fixDetails)]),
  ];
  return { kind: budget.verdict === 'exceeded' ? 'failure' : 'skipped', type: budget.verdict, message: `${budget.title}: ${budget.why}`, details };
};

const toleratedOutcome = (one: Tolerated): Outcome => ({
  kind: 'skipped',
  type: 'tolerated',
  message: `${toleranceText(one)}.`,
  details: [`asked for at ${placeOf(one.place)}`],
});

/** A gate's answer as JUnit XML: one suite for the policy, a case for each budget and for what is tolerated. */
export const renderGateJunit = (given: GateReport): string => {
  const gate = mapTexts(given, sanitize);
  const { policy, verdict, reason } = gate;
  const names = [policy.file ?? 'coldcase gate', ...(policy.environment === null ? [] : [policy.environment])];
  const className = classNameOf(...names);
  const budgets = gate.budgets.map((budget): Case => {
    const seconds = budget.unit === 'seconds' ? budget.measured : null;
    return { name: budget.id, className, seconds, outcome: outcomeOf(budget, gate) };
  });
  const tolerated = gate.tolerated.map((one): Case => ({ name: `tolerated.${one.cause}`, className, seconds: null, outcome: toleratedOutcome(one) }));
  const suite = { name: names.join(' '), startedAt: null, seconds: null, properties: { verdict, reason }, cases: [...budgets, ...tolerated] };
  return junitDocument('coldcase gate', [suite]);
};
