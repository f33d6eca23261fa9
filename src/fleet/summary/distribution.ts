import type { Distribution } from '../../model/fleet.js';
import type { Sketch } from '../../statistics/sketch.js';

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** What is told of a sketch. */
export const distributionOf = (sketch: Sketch): Distribution => ({
  count: sketch.count,
  sumSeconds: sketch.sum,
  p50: finite(sketch.quantile(0.5)),
  p95: finite(sketch.quantile(0.95)),
  p99: finite(sketch.quantile(0.99)),
  most: finite(sketch.most),
});
