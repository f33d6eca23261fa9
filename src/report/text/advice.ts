import type { WarmupAdvice } from '../../model/report.js';
import { padLeft, wrap } from '../layout.js';
import type { Palette } from '../palette.js';

/** The warmup that would have prevented the slow requests, step by step. */
export const warmupSection = (warmup: WarmupAdvice | null, width: number, palette: Palette): string[] => {
  if (warmup === null) return [];
  const told = warmup.steps.join(' ');
  const isTold = [...warmup.batches, ...warmup.sequences].every((size) => new RegExp(`\\b${size}\\b`).test(told));
  const shapes = [
    ...(warmup.batches.length === 0 ? [] : [`batch sizes ${warmup.batches.join(', ')}`]),
    ...(warmup.sequences.length === 0 ? [] : [`sequence lengths ${warmup.sequences.join(', ')}`]),
  ];
  return [
    '',
    palette.strong('Warm up before ready'),
    ...warmup.steps.flatMap((step, index) => wrap(step, width, `${padLeft(String(index + 1), 3)}. `)),
    ...(shapes.length === 0 || isTold ? [] : wrap(`Shapes to warm: ${shapes.join('; ')}.`, width, '     ')),
  ];
};
