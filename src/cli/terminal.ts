import { Chalk } from 'chalk';
import { type Palette, plainPalette } from '../report/palette.js';
import type { Io } from './io.js';

type Out = { readonly isTTY?: boolean; readonly columns?: number };

/** Columns of a terminal; of a pipe what COLUMNS says; otherwise 80. */
export const terminalWidth = (out: Out, env: Io['env']): number => {
  const stated = out.columns ?? Number.parseInt(env.COLUMNS ?? '', 10);
  return Number.isFinite(stated) && stated > 0 ? stated : 80;
};

/** Whether to colour: `--no-color`, then FORCE_COLOR, then NO_COLOR, then whether it is a terminal that can. */
export const wantsColor = (out: Out, env: Io['env'], isAllowed: boolean): boolean => {
  if (!isAllowed) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return out.isTTY === true && env.TERM !== 'dumb';
};

/** Sixteen colours, which every terminal maps to its own theme. */
const colours = (): Palette => {
  const chalk = new Chalk({ level: 1 });
  return {
    strong: chalk.bold,
    faint: chalk.dim,
    error: chalk.red,
    warning: chalk.yellow,
    note: chalk.cyan,
    good: chalk.green,
    phase: chalk.blue,
    gap: chalk.yellow,
    code: chalk.cyan,
  };
};

/** The palette for what is written to `out`. */
export const paletteFor = (out: Out, env: Io['env'], isAllowed: boolean): Palette => (wantsColor(out, env, isAllowed) ? colours() : plainPalette);
