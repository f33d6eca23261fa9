import type { Evidence } from '../../model/boot.js';
import type { BudgetResult, GateReport, PolicyPlace, Tolerated } from '../../model/gate.js';
import { type Severity, severityRank } from '../../model/report.js';
import { relativeBoot } from '../escape/relative-path.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';
import { evidencePlace, type Finding, type FindingPlace, topOf } from '../findings/finding.js';
import { blamedCauses, causeOf } from './blamed.js';
import { bootList } from './boot-list.js';
import { limitText, marginText, measuredText } from './figures.js';
import { toleranceText } from './tolerance.js';

const inPolicy = ({ file, line, column }: PolicyPlace): FindingPlace => ({ file, line, column, text: null });

const identityOf = (id: string, { policy }: GateReport): string => JSON.stringify([id, policy.file, policy.environment]);

/** Exceeded is an error; what could not be decided a warning. */
const severityOf = (budget: BudgetResult): Severity => (budget.verdict === 'exceeded' ? 'error' : 'warning');

const figuresOf = (budget: BudgetResult): Finding['properties'] => {
  const texts = { measured: measuredText(budget), limit: limitText(budget), margin: marginText(budget) };
  return Object.fromEntries(Object.entries(texts).filter((pair): pair is [string, string] => pair[1] !== null));
};

type Places = { readonly place: FindingPlace; readonly related: readonly Evidence[] };

/** The budget's place in the policy with the lines of the log beside it; for a budget of the command line the first of these lines. */
const placesOf = ({ place, evidence }: BudgetResult, gate: GateReport): Places => {
  if (place !== null) return { place: inPolicy(place), related: evidence };
  const [first, ...related] = evidence;
  return { place: first === undefined ? topOf(gate.report.inputs[0]?.path ?? '-') : evidencePlace(first), related };
};

const budgetFinding = (budget: BudgetResult, gate: GateReport): Finding => {
  const boots = gate.report.boots.length === 1 ? '' : ` In ${bootList(budget.boots, relativeBoot)}.`;
  const help = budget.howToLog === null ? '' : ` To know: ${budget.howToLog}`;
  return {
    rule: budget.id,
    title: budget.title,
    severity: severityOf(budget),
    message: `${budget.why}${budget.boots.length === 0 ? '' : boots}${help}`,
    ...placesOf(budget, gate),
    cause: causeOf(budget),
    fixes: blamedCauses({ ...gate, budgets: [budget] }).flatMap((cause) => cause.fixes.slice(0, 1)),
    identity: identityOf(budget.id, gate),
    tolerated: null,
    properties: { verdict: budget.verdict, boots: budget.boots.map(relativeBoot), ...figuresOf(budget) },
  };
};

const toleratedFinding = (one: Tolerated, gate: GateReport): Finding => {
  const causes = gate.report.boots.filter(({ id }) => one.boots.includes(id)).flatMap((boot) => boot.causes.filter((cause) => cause.id === one.cause));
  return {
    rule: `causes.${one.cause}`,
    title: causes[0]?.title ?? one.cause,
    severity: one.isExpired ? 'warning' : 'note',
    message: `${toleranceText(one, relativeBoot)}.`,
    place: inPolicy(one.place),
    related: causes.flatMap((cause) => cause.evidence),
    cause: one.cause,
    fixes: causes[0]?.fixes ?? [],
    identity: identityOf(`tolerated.${one.cause}`, gate),
    tolerated: one.isExpired || causes.length === 0 ? null : one.reason,
    properties: { boots: one.boots.map(relativeBoot), ...(one.until === null ? {} : { until: one.until }) },
  };
};

/** The budgets that were not kept or could not be decided, gravest first, then what is tolerated; nothing in them that a terminal could obey. */
export const budgetFindings = (given: GateReport): readonly Finding[] => {
  const gate = mapTexts(given, sanitize);
  const open = gate.budgets.filter((budget) => budget.verdict !== 'pass').map((budget) => budgetFinding(budget, gate));
  const tolerated = gate.tolerated.map((one) => toleratedFinding(one, gate));
  return [...open.sort((a, b) => severityRank[b.severity] - severityRank[a.severity]), ...tolerated];
};
