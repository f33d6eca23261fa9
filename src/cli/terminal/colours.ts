import { Chalk } from 'chalk';
import type { Paint, Palette } from '../../report/drawing/palette.js';

// Whether to colour was decided before: chalk's own guess knows only this process's stdout.
const chalk = new Chalk({ level: 1 });

// chalk joins whatever it is called with; a paint in `lines.map(paint)` is called with the index too.
const one =
  (paint: (text: string) => string): Paint =>
  (text) =>
    paint(text);

/** Sixteen colours, which every terminal maps to its own theme. */
export const colours: Palette = {
  strong: one(chalk.bold),
  faint: one(chalk.dim),
  error: one(chalk.red),
  warning: one(chalk.yellow),
  note: one(chalk.cyan),
  good: one(chalk.green),
  phase: one(chalk.blue),
  gap: one(chalk.yellow),
  code: one(chalk.cyan),
};
