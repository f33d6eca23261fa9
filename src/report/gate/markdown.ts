import type { BudgetResult, BudgetVerdict, GateReport, GateVerdict } from '../../model/gate.js';
import type { Cause, Fix } from '../../model/report.js';
import { withoutMiddle } from '../drawing/layout.js';
import { code, inline } from '../markdown/escape.js';
import { table } from '../markdown/table.js';
import { costOf } from '../text/causes.js';
import { bootName, placeOf } from '../text/evidence.js';
import { blamedCauses } from './blamed.js';
import { bootList } from './boot-list.js';
import { limitText, marginText, measuredText } from './figures.js';
import { toleranceText } from './tolerance.js';

const shownEvidence = 3;
/** Columns of a log line that are shown: a traceback tells enough by its ends. */
const longestLine = 240;
const shownCauses = 5;

const marks: { readonly [name in GateVerdict | BudgetVerdict]: string } = {
  pass: '✅',
  fail: '❌',
  exceeded: '❌',
  undecided: '❔',
  'range-crosses': '❔',
  unknown: '❔',
  'not-comparable': '❔',
};

const asked = ({ policy, baseline, report }: GateReport): string =>
  [
    policy.file === null ? 'no policy file' : `policy ${code(policy.file)}`,
    ...(policy.environment === null ? [] : [`environment ${code(policy.environment)}`]),
    ...(baseline === null ? [] : [`baseline ${code(baseline.file)}, ${baseline.runs === 1 ? '1 run' : `${baseline.runs} runs`}`]),
    report.boots.length === 1 ? '1 boot' : `${report.boots.length} boots`,
  ].join(' · ');

const columns = [
  { head: '' },
  { head: 'budget' },
  { head: 'measured', align: 'right' },
  { head: 'limit', align: 'right' },
  { head: 'margin', align: 'right' },
  { head: 'line' },
] as const;

const rowOf = (budget: BudgetResult): string[] => {
  const [first] = budget.evidence;
  const place = first === undefined ? '' : code(placeOf(first));
  return [marks[budget.verdict], inline(budget.title), measuredText(budget) ?? '', limitText(budget) ?? '', marginText(budget) ?? '', place];
};

const inBoots = (boots: readonly string[]): string => `In ${bootList(boots, (id) => code(bootName(id)))}.`;

const evidenceLines = ({ evidence }: BudgetResult): string[] => {
  const more = evidence.length - shownEvidence;
  const lines = evidence.slice(0, shownEvidence).map((one) => `  - ${code(placeOf(one))} ${code(withoutMiddle(one.text.replace(/\s+/g, ' '), longestLine))}`);
  return more > 0 ? [...lines, `  - and ${more} more`] : lines;
};

const budgetItem = (budget: BudgetResult, isOnlyBoot: boolean): string[] => [
  `- **${inline(budget.title)}**: ${inline(budget.why)}${isOnlyBoot || budget.boots.length === 0 ? '' : ` ${inBoots(budget.boots)}`}`,
  ...evidenceLines(budget),
  ...(budget.howToLog === null ? [] : [`  - to know: ${inline(budget.howToLog)}`]),
  ...(budget.place === null ? [] : [`  - asked for at ${code(placeOf(budget.place))}`]),
];

const section = (head: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', `### ${head}`, '', ...lines]);

const fixLine = (fix: Fix): string => {
  const how = fix.how === null ? '' : `: ${inline(fix.how)}`;
  return `   - ${inline(fix.do)}${how}`;
};

const causeItem = (cause: Cause, index: number): string[] => {
  const cost = costOf(cause);
  return [`${index + 1}. **${inline(cause.title)}**${cost === '' ? '' : ` (${cost})`}: ${inline(cause.because)}`, ...cause.fixes.slice(0, 1).map(fixLine)];
};

const mendLines = (causes: readonly Cause[]): string[] => {
  const more = causes.length - shownCauses;
  return [...causes.slice(0, shownCauses).flatMap(causeItem), ...(more > 0 ? ['', `And ${more} more.`] : [])];
};

/** What is there for those who want it, folded away. */
const folded = (head: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `<details><summary>${head}</summary>`, '', ...lines, '', '</details>'];

const kept = (gate: GateReport, isOnlyBoot: boolean): string[] =>
  folded(
    'Lines that show the budgets that were kept',
    gate.budgets.filter(({ verdict, evidence }) => verdict === 'pass' && evidence.length > 0).flatMap((budget) => budgetItem(budget, isOnlyBoot)),
  );

/**
 * The gate's answer as Markdown, for a job summary or a comment: verdict, a table of the budgets, what was not kept with its lines, what
 * to change. Nothing that the log or the policy holds is markup.
 */
export const renderGateMarkdown = (gate: GateReport): string => {
  const isOnlyBoot = gate.report.boots.length === 1;
  const items = (verdicts: readonly BudgetVerdict[]): string[] =>
    gate.budgets.filter(({ verdict }) => verdicts.includes(verdict)).flatMap((budget) => budgetItem(budget, isOnlyBoot));
  const lines = [
    `## ${marks[gate.verdict]} coldcase gate: ${gate.verdict}`,
    '',
    inline(gate.reason),
    '',
    asked(gate),
    ...(gate.budgets.length === 0 ? [] : ['', table(columns, gate.budgets.map(rowOf))]),
    ...section('Exceeded', items(['exceeded'])),
    ...section('Not decided', items(['range-crosses', 'unknown', 'not-comparable'])),
    ...section('What to change', mendLines(blamedCauses(gate))),
    ...section(
      'Tolerated',
      gate.tolerated.map((one) => `- ${inline(toleranceText(one))}, ${code(placeOf(one.place))}`),
    ),
    ...kept(gate, isOnlyBoot),
  ];
  return `${lines.join('\n')}\n`;
};
