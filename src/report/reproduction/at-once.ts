import type { Reproduction } from '../../model/reproduction.js';
import type { Paint, Palette } from '../drawing/palette.js';
import { table, tableWidth } from '../text/table.js';
import { differencePaint, differenceText, exactSeconds, medianText } from './figures.js';

/** `8 first requests at once`; how the service of a log loaded is part of what they waited for. */
export const atOnceTitle = ({ atOnce, scenario, service }: Reproduction): string => {
  const loading = service !== null || scenario === null ? null : scenario.loading;
  const when = loading === 'lazy' ? ', that the model is loaded for' : '';
  return `${atOnce[0]?.requests ?? 0} first ${service === null ? 'runs' : 'requests'} at once${when}`;
};

/** What first requests take that come together, and over as many at once later on; without intervals where they find no room. */
export const atOnceTable = (reproduction: Reproduction, width: number, palette: Palette): string[] => {
  const { atOnce, conditions } = reproduction;
  if (atOnce.length === 0) return [];
  const titleOf = (id: string): string => conditions.find((condition) => condition.id === id)?.title ?? id;
  const rowsWith = (textOf: typeof medianText): string[][] => [
    ['', 'first answered', 'last answered', 'last once warm', 'last over warm'],
    ...atOnce.map((own) => [
      titleOf(own.condition),
      ...[own.firstAnswered, own.lastAnswered, own.warmLastAnswered].map(textOf),
      differenceText(own.lastOverWarm),
    ]),
  ];
  const whole = rowsWith(medianText);
  const rows = tableWidth(whole) > width ? rowsWith(({ seconds }) => exactSeconds(seconds)) : whole;
  const paint = (row: number): Paint => differencePaint(atOnce[row - 1]?.lastOverWarm ?? null, palette);
  return ['', palette.strong(atOnceTitle(reproduction)), ...table(rows, 4, paint)];
};
