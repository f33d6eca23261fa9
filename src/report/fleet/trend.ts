import type { TrendPoint } from '../../model/fleet.js';

const steps = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const columns = 20;

/** The share of boots that a cause affects, over time, from none to all; of the points that a character stands for, all boots together. */
export const trendLine = (points: readonly TrendPoint[]): string => {
  if (points.length < 2) return '';
  const count = Math.min(columns, points.length);
  const cells = Array.from({ length: count }, (_, cell) => {
    const inside = points.slice(Math.floor((cell * points.length) / count), Math.floor(((cell + 1) * points.length) / count));
    const boots = inside.reduce((sum, point) => sum + point.boots, 0);
    return inside.reduce((sum, point) => sum + point.affected, 0) / Math.max(1, boots);
  });
  return cells.map((share) => steps[Math.min(steps.length - 1, Math.floor(share * steps.length))]).join('');
};
