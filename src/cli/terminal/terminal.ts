import { type Palette, plainPalette } from '../../report/drawing/palette.js';
import type { TextOptions } from '../../report/text/options.js';
import type { Io } from './io.js';

type Out = { readonly isTTY?: boolean; readonly columns?: number };

/** Columns of a terminal; of a pipe what COLUMNS says; otherwise 80. */
export const terminalWidth = (out: Out, env: Io['env']): number => {
  const stated = out.columns ?? Number.parseInt(env.COLUMNS ?? '', 10);
  return Number.isFinite(stated) && stated > 0 ? stated : 80;
};

/** Whether to colour: `--no-color`, then FORCE_COLOR, then NO_COLOR, then whether it is a terminal that can. */
const wantsColor = (out: Out, env: Io['env'], isAllowed: boolean): boolean => {
  if (!isAllowed) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return out.isTTY === true && env.TERM !== 'dumb';
};

/** The palette for what is written to `out`; chalk is loaded only where there are colours. */
export const paletteFor = async (out: Out, env: Io['env'], isAllowed: boolean): Promise<Palette> =>
  wantsColor(out, env, isAllowed) ? (await import('./colours.js')).colours : plainPalette;

/** How an answer is laid out on standard output. */
export const layoutOf = async ({ stdout, env }: Io, isColorAllowed: boolean, isBrief: boolean): Promise<TextOptions> => ({
  width: terminalWidth(stdout, env),
  palette: await paletteFor(stdout, env, isColorAllowed),
  isBrief,
});
