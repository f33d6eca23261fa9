import type { ConditionDifference, ConditionSummary, Difference, Median, Reproduction, StageName } from '../../model/reproduction.js';
import { wrap } from '../drawing/layout.js';
import type { Palette } from '../drawing/palette.js';
import { formatBytes } from '../quantity.js';
import { drawChart, type Row } from '../text/chart.js';
import { table, tableWidth } from '../text/table.js';
import { creationSentence } from './creation.js';
import { differencePaint, differenceText, medianText } from './figures.js';

/** The stages of a condition as bars to scale, one behind the other. */
export const stageChart = ({ stages, firstAnswer }: ConditionSummary, width: number, palette: Palette): string[] => {
  const sum = stages.reduce((total, { median }) => total + median.seconds, 0);
  const total = Math.max(firstAnswer.seconds, sum);
  let reached = 0;
  const rows = stages.map(({ stage, median }): Row => {
    const from = reached;
    reached += median.seconds;
    const stretches = [{ from: from / total, to: reached / total, glyph: '█' }];
    return { label: stage, seconds: median.seconds, share: median.seconds / total, stretches, where: '', paint: palette.phase };
  });
  return drawChart(rows, total, width, palette);
};

/** A row of the table: a stage, what lies between them, or the whole. */
type Line = StageName | 'between' | 'first answer';

const medianAt = ({ stages, between, firstAnswer }: ConditionSummary, line: Line): Median | null => {
  if (line === 'first answer') return firstAnswer;
  return line === 'between' ? between : (stages.find(({ stage }) => stage === line)?.median ?? null);
};

const memoryAt = ({ stages }: ConditionSummary, line: Line): string => {
  const peak = stages.find(({ stage }) => stage === line)?.peakBytes ?? null;
  return peak === null ? '' : formatBytes(peak);
};

const differenceAt = (differences: readonly ConditionDifference[], of: ConditionSummary | undefined, line: Line): Difference | null =>
  differences.find(({ condition, stage }) => condition === of?.id && (stage ?? 'first answer') === line)?.difference ?? null;

/** Medians, intervals and peak memory (where there is room) of the stages: the coldest condition beside the warm one, and what it costs over that. */
export const stageTable = (reproduction: Reproduction, width: number, palette: Palette): string[] => {
  const { conditions, differences } = reproduction;
  const [coldest] = conditions;
  if (coldest === undefined) return [];
  const base = conditions.find(({ role }) => role === 'base');
  const reference = conditions.find(({ role }) => role === 'reference');
  const shown = base === undefined || base === coldest ? [coldest] : [coldest, base];
  const compared = shown.length === 1 ? reference : coldest;
  const lines: Line[] = [...coldest.stages.map(({ stage }) => stage), 'between', 'first answer'];
  const found = lines.map((line) => differenceAt(differences, compared, line));
  const rows = lines.map((line, at) => [
    line,
    ...shown.map((condition) => {
      const median = medianAt(condition, line);
      return median === null ? '–' : medianText(median);
    }),
    differenceText(found[at] ?? null),
    memoryAt(coldest, line),
  ]);
  const head = ['', ...shown.map(({ title }) => title), shown.length === 1 ? (reference?.title ?? '') : 'cold over warm', 'peak'];
  const itself = differenceAt(differences, reference, 'first answer');
  const noise = shown.length === 1 || itself === null ? [] : [palette.faint(`  The warm condition against itself: ${differenceText(itself)}`)];
  const creation = creationSentence(reproduction);
  const parts = creation === null ? [] : wrap(creation, width - 2).map((line) => `  ${line}`);
  const whole = [head, ...rows];
  const fitting = tableWidth(whole) > width ? whole.map((row) => row.slice(0, -1)) : whole;
  const body = table(fitting, shown.length + 1, (row) => differencePaint(found[row - 1] ?? null, palette));
  return ['', palette.strong('Until the first answer  median (95 % interval)'), ...body, ...noise, ...parts];
};
