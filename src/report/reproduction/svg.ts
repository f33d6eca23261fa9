import type { ConditionSummary, Reproduction } from '../../model/reproduction.js';
import { wrap } from '../drawing/layout.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';
import { type Block, lines, stacked } from '../svg/block.js';
import { chartBlock } from '../svg/chart.js';
import { picture } from '../svg/picture.js';
import { medianText } from './figures.js';
import { factLines } from './sections.js';

/** Columns that fit beside each other, a little under what the fonts of all systems need. */
const columns = { sentence: 96, small: 118 };

/** The stages of a condition as bars behind each other, on an axis that all conditions share. */
const conditionBlock = ({ title, trials, firstAnswer, stages }: ConditionSummary, seconds: number): Block => {
  let reached = 0;
  const rows = stages.map(({ stage, median }) => {
    const from = reached;
    reached += median.seconds;
    const bars = [{ from: from / seconds, to: reached / seconds, kind: 'owned' as const }];
    return { kind: 'phase' as const, label: stage, seconds: median.seconds, share: median.seconds / firstAnswer.seconds, bars, where: medianText(median) };
  });
  const head = lines([`${title}: ${medianText(firstAnswer)} to the first answer, ${trials} trials`], 'strong', 26);
  return stacked([head, chartBlock({ seconds, rows }, new Set())]);
};

const total = ({ firstAnswer, stages }: ConditionSummary): number =>
  Math.max(
    firstAnswer.seconds,
    stages.reduce((sum, { median }) => sum + median.seconds, 0),
  );

/** The stages of each condition of a reproduction as a picture: medians, all to one scale. */
export const renderReproductionSvg = (given: Reproduction): string => {
  const reproduction = mapTexts(given, sanitize);
  const { summary, conditions } = reproduction;
  const seconds = conditions.reduce((most, condition) => Math.max(most, total(condition)), 0);
  const facts = factLines(reproduction).flatMap((line) => wrap(line, columns.small));
  return picture('A cold start, reproduced', summary, [
    stacked([lines(wrap(summary, columns.sentence), 'strong', 21), lines(facts, 'faint', 18)], 6),
    ...conditions.map((condition) => conditionBlock(condition, seconds)),
  ]);
};
