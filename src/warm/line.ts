/** A measured point: `x` in elements of a shape, `y` in seconds or bytes. */
export type Point = { readonly x: number; readonly y: number };

/**
 * The straight line through measured points at `x`: least squares, never falling, never below what a smaller shape was measured at. Null
 * where fewer than two sizes were measured, since one says nothing of what a size costs.
 */
export const onLine = (points: readonly Point[], x: number): number | null => {
  const count = points.length;
  if (new Set(points.map((point) => point.x)).size < 2) return null;
  const meanX = points.reduce((sum, point) => sum + point.x, 0) / count;
  const meanY = points.reduce((sum, point) => sum + point.y, 0) / count;
  const spread = points.reduce((sum, point) => sum + (point.x - meanX) ** 2, 0);
  const slope = Math.max(0, points.reduce((sum, point) => sum + (point.x - meanX) * (point.y - meanY), 0) / spread);
  const below = points.reduce((most, point) => (point.x <= x ? Math.max(most, point.y) : most), 0);
  return Math.max(below, meanY + slope * (x - meanX));
};
