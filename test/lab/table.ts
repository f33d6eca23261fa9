import type { Outcome } from './attempt.js';

/** The counts of all judged scenarios. */
export type Totals = {
  readonly found: number;
  readonly missed: number;
  readonly wrong: number;
  readonly precision: number;
  readonly recall: number;
  readonly verdictsRight: number;
  readonly judged: number;
  readonly errored: number;
  readonly skipped: number;
  readonly near: number;
  readonly compared: number;
};

export function totalsOf(outcomes: readonly Outcome[]): Totals {
  const scores = outcomes.flatMap((outcome) => (outcome.kind === 'judged' ? [outcome.score] : []));
  const sum = (count: (score: (typeof scores)[number]) => number) => scores.reduce((total, score) => total + count(score), 0);
  const [found, missed, wrong] = [sum((score) => score.found.length), sum((score) => score.missed.length), sum((score) => score.wrong.length)];
  return {
    found,
    missed,
    wrong,
    precision: found + wrong === 0 ? 1 : found / (found + wrong),
    recall: found + missed === 0 ? 1 : found / (found + missed),
    verdictsRight: sum((score) => Number(score.isVerdictRight)),
    judged: scores.length,
    errored: outcomes.filter(({ kind }) => kind === 'errored').length,
    skipped: outcomes.filter(({ kind }) => kind === 'skipped').length,
    near: sum((score) => score.compared.filter(({ isNear }) => isNear).length),
    compared: sum((score) => score.compared.length),
  };
}

/** One scenario for the terminal: what was injected and found, what was not, and figures that are off. */
export function rowOf(outcome: Outcome): string {
  const { id } = outcome.scenario;
  if (outcome.kind !== 'judged') return `${outcome.kind.padEnd(8)}${id}: ${outcome.why}`;
  const { found, missed, wrong, compared, isVerdictRight, verdicts } = outcome.score;
  const isRight = missed.length === 0 && wrong.length === 0 && isVerdictRight;
  const parts = [
    found.join(', ') || 'nothing to find',
    ...(missed.length > 0 ? [`missed ${missed.join(', ')}`] : []),
    ...(wrong.length > 0 ? [`wrongly said ${wrong.join(', ')}`] : []),
    ...(isVerdictRight ? [] : [`verdict ${verdicts.join(', ') || 'none'}`]),
    ...compared.filter(({ isNear }) => !isNear).map(({ what, truth, said }) => `${what} ${said === null ? 'no time' : seconds(said)}, truly ${seconds(truth)}`),
  ];
  return `${(isRight ? 'right' : 'not').padEnd(8)}${id}: ${parts.join('; ')}`;
}

function seconds(value: number): string {
  return `${value.toFixed(3)} s`;
}
