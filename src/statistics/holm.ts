/**
 * Adjusted p-values in the order given: all that are at most `alpha` may be called at once, and the chance that any of them is a false
 * alarm stays within `alpha`, however the tests depend on each other. Holm, A Simple Sequentially Rejective Multiple Test Procedure,
 * Scandinavian Journal of Statistics 6 (1979).
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((p, place) => ({ p, place })).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let floor = 0;
  for (const [rank, { p, place }] of order.entries()) {
    floor = Math.max(floor, Math.min(1, p * (order.length - rank)));
    adjusted[place] = floor;
  }
  return adjusted;
}
