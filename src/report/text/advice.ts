import type { WarmupAdvice } from '../../model/report.js';
import { padLeft, wrap } from '../drawing/layout.js';
import type { Palette } from '../drawing/palette.js';

/** The sizes to warm, as a sentence; null where there are none or the steps name them. */
export const shapesToWarm = ({ steps, batches, sequences }: WarmupAdvice): string | null => {
  const told = steps.join(' ');
  const isTold = [...batches, ...sequences].every((size) => new RegExp(`\\b${size}\\b`).test(told));
  const shapes = [
    ...(batches.length === 0 ? [] : [`batch sizes ${batches.join(', ')}`]),
    ...(sequences.length === 0 ? [] : [`sequence lengths ${sequences.join(', ')}`]),
  ];
  return shapes.length === 0 || isTold ? null : `Shapes to warm: ${shapes.join('; ')}.`;
};

/** The warmup that would have prevented the slow requests, step by step. */
export const warmupSection = (warmup: WarmupAdvice | null, width: number, palette: Palette): string[] => {
  if (warmup === null) return [];
  const shapes = shapesToWarm(warmup);
  return [
    '',
    palette.strong('Warm up before ready'),
    ...warmup.steps.flatMap((step, index) => wrap(step, width, `${padLeft(String(index + 1), 3)}. `)),
    ...(shapes === null ? [] : wrap(shapes, width, '     ')),
  ];
};
