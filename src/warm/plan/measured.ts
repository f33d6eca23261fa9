import { z } from 'zod';
import { UserError } from '../../model/user-error.js';
import { dimensions } from './dimensions.js';
import type { Observed } from './observed.js';

const figure = z.number().nonnegative().nullable().optional();

const schema = z.object({
  shapes: z.array(
    z.object({
      shape: z.object(Object.fromEntries(dimensions.map((dimension) => [dimension, z.number().int().positive().optional()]))),
      firstSeconds: figure,
      steadySeconds: figure,
      peakBytes: figure,
    }),
  ),
});

/** What an earlier warmup measured, from its `--format json`: each shape's first and steady time and memory. Throws a UserError. */
export const readMeasured = (file: string, text: string): Observed[] => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UserError('is no JSON; name what coldcase warm --format json wrote', { file });
  }
  const read = schema.safeParse(value);
  if (!read.success) throw new UserError('is no result of a warmup; name what coldcase warm --format json wrote', { file });
  return read.data.shapes.flatMap(({ shape, firstSeconds = null, steadySeconds = null, peakBytes = null }): Observed[] => {
    const sizes = Object.fromEntries(Object.entries(shape).filter(([, size]) => size !== undefined)) as Observed['shape'];
    const first: Observed[] = firstSeconds === null ? [] : [{ shape: sizes, count: 1, seconds: firstSeconds, peakBytes: null, isFirst: true }];
    const isEmpty = steadySeconds === null && peakBytes === null;
    return isEmpty ? first : [...first, { shape: sizes, count: 1, seconds: steadySeconds, peakBytes, isFirst: false }];
  });
};
