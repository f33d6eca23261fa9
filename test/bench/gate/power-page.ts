import { smallestBaseline } from '../../../src/statistics/smallest-p.js';
import { alpha, exactFalseAlarms } from './gate-trials.js';
import { changes, type PowerRow, type PowerTables, trials } from './power-tables.js';
import { regularTenth } from './start-kinds.js';

/** `docs/gate-power.md`: what a gate can tell from so many runs, in words and in tables. */
export function powerPage(tables: PowerTables): string {
  return `# How many runs a gate needs

Starts scatter, so one slow start proves nothing by itself. A gate compares the starts before a change with those after it, and
fails where chance is no good explanation. How small a slowdown it can see depends on the number of rollouts and on how far they
scatter. This page says how much. \`npm run bench:gate\` writes it, from simulated starts
(seed ${tables.seed}; ${trials.falseAlarms} gates for each share of false alarms, ${trials.power} for each of the others).

What to do:

- Find the row of your own starts: \`npm run bench:gate -- --starts DIR\` tells how the logs in a folder scatter.
- **Keep the reports of the last 30 rollouts as the baseline, and start what you want to judge five times or more.** At a CV of 0.1 that sees a
  fifth more in ${fifth(tables.singleLong, 30, 5)} of cases with one budget, in ${fifth(tables.dozenLong, 30, 5)} with twelve; ten new runs against ten old ones, in ${fifth(
    tables.single,
    10,
    10,
  )} and ${fifth(tables.dozen, 10, 10)}.
- Have few budgets: each one more makes the others harder to fail.
- One new run alone can fail a gate from ${smallestBaseline(alpha)} earlier runs on if it has one budget, from ${smallestBaseline(alpha / 12)} on if it has twelve: against m runs even
  the slowest of all has p = 1 / (m + 1). With fewer the answer is "unknown", and a fixed limit is the better budget.
- Where starts come in two groups, as with a page cache that is warm or cold, compare like with like: that gains more than more runs.
- Replicas of one rollout are no runs of their own: they share its nodes and its hour. A rollout counts once, by its median replica. Were
  each replica taken for a run, ${share(tables.replicasAsRuns)} of gates would raise a false alarm (twelve budgets, five rollouts of four replicas a side).

How to read the tables: *CV* is the standard deviation as a share of the mean. *Runs a side* are rollouts before, and after, the change.
*False alarms* is how often a gate fails though nothing changed, all its budgets together: as simulated (uncertain by
${uncertainty(alpha)} points), and *exactly*, by arithmetic. The other columns are how often it fails where one budget became slower by that much and
the others did not. *–* means too few runs to tell anything: "unknown". The limits of a policy come on top and make alarms rarer still.

## Twelve budgets

${table(['starts', 'runs a side'], tables.dozen, ({ kind, after }) => [kind.name, `${after}`])}

## One budget

${table(['starts', 'runs a side'], tables.single, ({ kind, after }) => [kind.name, `${after}`])}

## A few new runs against a longer baseline

Regular starts, CV 0.1. Twelve budgets:

${table(['new runs', 'baseline'], tables.dozenLong, ({ before, after }) => [`${after}`, `${before}`])}

One budget:

${table(['new runs', 'baseline'], tables.singleLong, ({ before, after }) => [`${after}`, `${before}`])}

## Why ranks

The same permutation test on three statistics: how often each sees a fifth more at the level of the first of twelve budgets
(p ≤ ${alpha} / 12), 10 runs a side. Means are lost in stragglers and modes, medians jump from mode to mode; ranks do well with both, and give
away little where starts are regular.

${markdownTable(
  ['starts', 'means', 'medians', 'ranks'],
  tables.compared.map(({ kind, means, medians, ranks }) => [kind, share(means), share(medians), share(ranks)]),
)}
`;
}

/** How often a fifth more is seen in regular starts with a CV of 0.1. */
function fifth(rows: readonly PowerRow[], before: number, after: number): string {
  const row = rows.find((one) => one.kind === regularTenth && one.before === before && one.after === after);
  return share(row?.power[changes.indexOf(0.2)] ?? null);
}

/** Columns that every table of power ends with. */
export const columns: readonly string[] = ['false alarms', 'exactly', ...changes.map((change) => `+${change * 100} %`)];

/** The cells of these columns, as they stand in the page. */
export function powerCells(row: PowerRow): string[] {
  const exact = exactFalseAlarms(row.before, row.after, row.budgets);
  return [share(row.falseAlarms, 1), share(exact, 1), ...row.power.map((one) => share(one))];
}

function table(names: readonly string[], rows: readonly PowerRow[], nameCells: (row: PowerRow) => string[]): string {
  return markdownTable(
    [...names, ...columns],
    rows.map((row) => [...nameCells(row), ...powerCells(row)]),
  );
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A share in percent, a dash where it is unknown. */
function share(value: number | null, digits = 0): string {
  return value === null ? '–' : `${(value * 100).toFixed(digits)} %`;
}

/** Half the width of a 95 % interval of a share measured as false alarms are, in points. */
function uncertainty(value: number): string {
  return (1.96 * Math.sqrt((value * (1 - value)) / trials.falseAlarms) * 100).toFixed(1);
}
