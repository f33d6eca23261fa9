import { z } from 'zod';
import type { Shape } from '../model/boot.js';
import { UserError } from '../model/user-error.js';
import { dimensions, shapeWords } from './plan/dimensions.js';
import type { ShapeResult } from './result.js';
import type { Earlier } from './settings.js';

/** The shapes of a target that were found warm. */
export type WarmState = { readonly target: string; readonly shapes: readonly (Earlier & { readonly shape: Shape })[] };

const seconds = z.number().nonnegative();

const schema = z.object({
  version: z.literal(1),
  target: z.string(),
  shapes: z.array(
    z.object({
      shape: z.object(Object.fromEntries(dimensions.map((dimension) => [dimension, z.number().int().positive().optional()]))),
      firstSeconds: seconds.nullable(),
      firstTokenSeconds: seconds.nullable(),
      steadySeconds: seconds,
    }),
  ),
});

/** The state as a file holds it. */
export const stateText = ({ target, shapes }: WarmState): string => `${JSON.stringify({ version: 1, target, shapes }, null, 2)}\n`;

/** The state in a text. Throws a UserError for one that is none, or of another target: what is warm there says nothing of this one. */
export const readState = (file: string, text: string, target: string): WarmState => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UserError('is no state of a warmup; remove it, or name another file by --state', { file });
  }
  const read = schema.safeParse(value);
  if (!read.success) throw new UserError('is no state of a warmup; remove it, or name another file by --state', { file });
  if (read.data.target !== target) throw new UserError(`is the state of another target (${read.data.target}); name another file by --state`, { file });
  const shapes = read.data.shapes.map(({ shape, ...rest }) => ({
    ...rest,
    shape: Object.fromEntries(Object.entries(shape).filter(([, size]) => size !== undefined)),
  }));
  return { target, shapes };
};

/** The state after a shape had its turn: with it where it is warm, without it where it is not, as before where it was not run. */
export const stateAfter = (before: WarmState, { shape, state, firstSeconds, firstTokenSeconds, steadySeconds }: ShapeResult): WarmState => {
  if (state === 'not-run') return before;
  const others = before.shapes.filter((one) => shapeWords(one.shape) !== shapeWords(shape));
  const own = state === 'warm' && steadySeconds !== null ? [{ shape, firstSeconds, firstTokenSeconds, steadySeconds }] : [];
  return { ...before, shapes: [...others, ...own] };
};

/** What the state knows of a shape. */
export const earlierIn = ({ shapes }: WarmState, shape: Shape): Earlier | null => shapes.find((one) => shapeWords(one.shape) === shapeWords(shape)) ?? null;
