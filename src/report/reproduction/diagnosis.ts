import type { DiagnosisSummary, Median, Reproduction } from '../../model/reproduction.js';
import { wrap } from '../drawing/layout.js';
import type { Palette } from '../drawing/palette.js';
import { table, tableWidth } from '../text/table.js';
import { exactSeconds, medianText } from './figures.js';

const causeLine = ({ trials: all }: DiagnosisSummary, { id, trials, median }: DiagnosisSummary['causes'][number]): string => {
  const cost = median === null ? '' : `, ${exactSeconds(median.seconds)}`;
  return `${id} (${trials === all ? 'every start' : `${trials} of ${all} starts`}${cost})`;
};

/** What the logs of the starts say of themselves: the phases of each condition side by side, and its causes. */
export const diagnosisTable = ({ diagnoses, conditions }: Reproduction, width: number, palette: Palette): string[] => {
  const shown = diagnoses.filter(({ phases, causes, condition }) => phases.length + causes.length > 0 && conditions.some(({ id }) => id === condition));
  if (shown.length === 0) return [];
  const titleOf = (id: string): string => conditions.find((condition) => condition.id === id)?.title ?? id;
  const lines = [...new Set(shown.flatMap(({ phases }) => phases.map(({ phase, scope }) => `${phase} · ${scope}`)))];
  const rowsWith = (textOf: (median: Median) => string): string[][] => [
    ['', ...shown.map(({ condition }) => titleOf(condition))],
    ...lines.map((line) => [
      line,
      ...shown.map(({ phases }) => {
        const found = phases.find(({ phase, scope }) => `${phase} · ${scope}` === line);
        return found === undefined ? '–' : textOf(found.median);
      }),
    ]),
  ];
  const whole = rowsWith(medianText);
  const rows = tableWidth(whole) > width ? rowsWith(({ seconds }) => exactSeconds(seconds)) : whole;
  const causes = shown.flatMap((own) => {
    const named = own.causes.map((cause) => causeLine(own, cause)).join(', ');
    return named === '' ? [] : wrap(`${titleOf(own.condition)}: ${named}`, width - 2).map((line) => `  ${line}`);
  });
  return ['', palette.strong('What their logs say  median (95 % interval)'), ...(lines.length === 0 ? [] : table(rows, -1, () => palette.faint)), ...causes];
};
