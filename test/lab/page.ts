import type { Outcome } from './attempt.js';
import { byKeywords, byLastLine } from './peers.js';
import { type Compared, type Named, named, type Score } from './score.js';
import { totalsOf } from './table.js';
import type { Promised, Unchecked } from './verify.js';

/** The outcomes of one seed. */
export type Round = {
  readonly seed: number;
  readonly seconds: number;
  /** The machine's load average before the run. */
  readonly load: number;
  readonly outcomes: readonly Outcome[];
};

const share = (value: number): string => `${(value * 100).toFixed(1)} %`;
const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(3));

/** The part of docs/lab.md that a run of all scenarios writes: what was found, seconds against the truth, and how others would read the same logs. */
export function roundsPage(rounds: readonly Round[]): string {
  const totals = rounds.map(({ seed, seconds, load, outcomes }) => {
    const { judged, found, missed, wrong, precision, recall, verdictsRight, near, compared, errored, skipped } = totalsOf(outcomes);
    return `| ${seed} | ${judged} | ${found} | ${missed} | ${wrong} | ${share(precision)} | ${share(recall)} | ${verdictsRight} | ${near} of ${compared} | ${errored} | ${skipped} | ${seconds.toFixed(0)} | ${load.toFixed(1)} |`;
  });
  const outcomes = rounds.flatMap((round) => round.outcomes);
  return [
    '## Causes',
    '| seed | judged | found | missed | wrongly said | precision | recall | verdicts right | figures near | errored | skipped | seconds | load before |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...totals,
    '',
    '| scenario | what was arranged | truth | not right, by seed |',
    '| --- | --- | --- | --- |',
    ...scenarioRows(rounds),
    '',
    '## Seconds',
    'The seconds of a cause, the milestones and the latencies, each against the trace or the clients: medians over the seeds. Near: within',
    '10 % or 0.3 s of a cause, 10 % or 0.05 s of the others.',
    '',
    '| scenario | figure | truth, s | said, s | near |',
    '| --- | --- | --- | --- | --- |',
    ...figureRows(outcomes, (score) => score.compared),
    '',
    '## Blame',
    ...blamedLines(outcomes),
    '',
    '## What no line explains',
    ...gapLines(outcomes),
    '',
    '## How others read the same logs',
    'A list of keywords (`grep -E`), and a parser that keeps the last figure of each step and looks whether it came after the ready line;',
    'both in `test/lab/peers.ts`.',
    '',
    '| | found | missed | wrongly said | precision | recall |',
    '| --- | --- | --- | --- | --- | --- |',
    peerRow('coldcase', outcomes, (outcome) => outcome.score),
    peerRow('keywords', outcomes, (outcome) => named(outcome.truths, byKeywords(outcome.text))),
    peerRow('last figure of each step', outcomes, (outcome) => named(outcome.truths, byLastLine(outcome.text))),
  ].join('\n');
}

type Judged = Extract<Outcome, { kind: 'judged' }>;

function judgedOf(outcomes: readonly Outcome[]): Judged[] {
  return outcomes.flatMap((outcome) => (outcome.kind === 'judged' ? [outcome] : []));
}

function peerRow(name: string, outcomes: readonly Outcome[], read: (outcome: Judged) => Named): string {
  const all = judgedOf(outcomes).map(read);
  const count = (of: (one: Named) => number) => all.reduce((sum, one) => sum + of(one), 0);
  const [found, missed, wrong] = [count((one) => one.found.length), count((one) => one.missed.length), count((one) => one.wrong.length)];
  return `| ${name} | ${found} | ${missed} | ${wrong} | ${share(found / (found + wrong))} | ${share(found / (found + missed))} |`;
}

function scenarioRows(rounds: readonly Round[]): string[] {
  const [first] = rounds;
  return (first?.outcomes ?? []).map(({ scenario }) => {
    const own = rounds.flatMap(({ seed, outcomes }) => outcomes.filter((one) => one.scenario.id === scenario.id).map((outcome) => ({ seed, outcome })));
    const truths = new Set(own.flatMap(({ outcome }) => (outcome.kind === 'judged' ? [...outcome.score.found, ...outcome.score.missed] : [])));
    const wrong = own.flatMap(({ seed, outcome }) => {
      if (outcome.kind !== 'judged') return [`${seed}: ${outcome.kind}, ${outcome.why}`];
      const parts = [...outcome.score.missed.map((id) => `missed \`${id}\``), ...outcome.score.wrong.map((id) => `wrongly said \`${id}\``)];
      return parts.length === 0 ? [] : [`${seed}: ${parts.join(', ')}`];
    });
    return `| ${scenario.id} | ${scenario.title} | ${[...truths].map((id) => `\`${id}\``).join(', ') || 'healthy'} | ${wrong.join('; ')} |`;
  });
}

/** Where two faults were injected: seconds injected against seconds attributed, with their count. */
function blamedLines(outcomes: readonly Outcome[]): string[] {
  const all = judgedOf(outcomes).flatMap(({ score }) => score.blamed);
  return [
    `Scenarios with faults of several kinds: ${all.filter(({ isNear }) => isNear).length} of ${all.length} charged within 10 % or 0.3 s of what the trace shows. Medians over the seeds.`,
    '',
    '| scenario | cause | injected, s | attributed, s | within |',
    '| --- | --- | --- | --- | --- |',
    ...figureRows(outcomes, (score) => score.blamed),
  ];
}

/** The time that each diagnosis leaves unexplained, and what the trace shows there. */
function gapLines(outcomes: readonly Outcome[]): string[] {
  const all = judgedOf(outcomes).flatMap(({ scenario, gaps }) => gaps.map((gap) => ({ ...gap, scenario: scenario.id })));
  return [
    `Gaps of 0.1 s and more in starts whose seconds are judged: ${all.length}; the trace shows as much work in the same silence, within 10 % or 0.3 s, in ${all.filter(({ isTraced }) => isTraced).length}. The longest of each scenario:`,
    '',
    '| scenario | unexplained, s | suspected | traced in that silence, s | most of it |',
    '| --- | --- | --- | --- | --- |',
    ...longestOfEach(all).map(
      ({ scenario, seconds, suspect, traced, span }) => `| ${scenario} | ${figure(seconds)} | ${suspect ?? '–'} | ${figure(traced)} | ${span ?? '–'} |`,
    ),
  ];
}

function longestOfEach<Gap extends { readonly scenario: string; readonly seconds: number }>(gaps: readonly Gap[]): Gap[] {
  const longest = new Map<string, Gap>();
  for (const gap of gaps) if (gap.seconds > (longest.get(gap.scenario)?.seconds ?? 0)) longest.set(gap.scenario, gap);
  return [...longest.values()];
}

function figureRows(outcomes: readonly Outcome[], figuresOf: (score: Score) => readonly Compared[]): string[] {
  const rows = new Map<string, { truth: number[]; said: (number | null)[]; near: number }>();
  for (const { scenario, score } of judgedOf(outcomes)) {
    for (const { what, truth, said, isNear } of figuresOf(score)) {
      const key = `${scenario.id} | ${what}`;
      const row = rows.get(key) ?? { truth: [], said: [], near: 0 };
      rows.set(key, { truth: [...row.truth, truth], said: [...row.said, said], near: row.near + Number(isNear) });
    }
  }
  return [...rows].map(
    ([key, { truth, said, near }]) =>
      `| ${key} | ${figure(middle(truth))} | ${figure(middle(said.filter((one) => one !== null)))} | ${near} of ${truth.length} |`,
  );
}

function middle(values: readonly number[]): number | null {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)] ?? null;
}

/** The part of docs/lab.md that `--verify` writes. */
export function promisesPage(results: readonly (Promised | Unchecked)[], run: { readonly seconds: number; readonly load: number }): string {
  const promised = results.flatMap((result) => ('why' in result ? [] : [result]));
  const unchecked = results.flatMap((result) => ('why' in result ? [result] : []));
  const count = (is: (one: Promised) => boolean) => `${promised.filter(is).length} of ${promised.length}`;
  const errors = promised.map(({ low, high, trueSaving }) => Math.abs((low + high) / 2 - trueSaving) / Math.abs(trueSaving));
  return [
    '## What a fix was said to save, and saved',
    `Inside the range: ${count(({ isInside }) => isInside)}; the range no wider than 30 % of the cause or 1 s: ${count(({ isNarrow }) => isNarrow)}; ` +
      `median error of its middle: ${share(middle(errors) ?? Number.NaN)}. The run took ${(run.seconds / 60).toFixed(0)} minutes; load before it: ${run.load.toFixed(1)}.`,
    '',
    'A saving is the median of what starts with the fault took longer than those after each of them with it mended: to ready, or in the request',
    'that waited for the fault. Beside it the least and the most of these pairs.',
    '',
    '| scenario | cause | fix | cause, s | said, s | saved, s | of each pair, s | inside |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...promised.map(
      (one) =>
        `| ${one.scenario} | \`${one.cause}\` | \`${one.fix}\` | ${figure(one.causeSeconds)} | ${figure(one.low)} – ${figure(one.high)} | ${figure(one.trueSaving)} | ` +
        `${figure(one.leastSaving)} – ${figure(one.mostSaving)} | ${one.isInside ? 'yes' : 'no'} |`,
    ),
    ...unchecked.map((one) => `| ${one.scenario} | \`${one.cause}\` | \`${one.fix}\` | – | – | – | – | ${one.why} |`),
  ].join('\n');
}
