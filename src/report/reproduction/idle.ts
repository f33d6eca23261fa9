import type { Reproduction } from '../../model/reproduction.js';
import type { Paint, Palette } from '../drawing/palette.js';
import { table } from '../text/table.js';
import { differencePaint, differenceText, exactSeconds, medianText } from './figures.js';

/** What a run takes after each idle time, and over a steady one. */
export const idleTable = ({ idle, service }: Reproduction, palette: Palette): string[] => {
  if (idle.length === 0) return [];
  const what = service === null ? 'run' : 'request';
  const rows = idle.map(({ idleSeconds, run, overSteady }) => [exactSeconds(idleSeconds), medianText(run), differenceText(overSteady)]);
  const paint = (row: number): Paint => differencePaint(idle[row - 1]?.overSteady ?? null, palette);
  return ['', palette.strong(`After an idle time  median (95 % interval)`), ...table([['', what, `over a steady ${what}`], ...rows], 2, paint)];
};
