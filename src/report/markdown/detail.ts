/** How much a page tells; a page that grows too long is told in less. */
export type Detail = {
  /** Rows of a timeline, and bars of its chart. */
  readonly rows: number;
  /** Lines quoted for each cause. */
  readonly quotes: number;
  /** Characters of a quoted record. */
  readonly quoteLength: number;
  /** Causes, fixes and questions of a start. */
  readonly points: number;
};

/** From all that a reader needs down to what always fits. */
export const details: readonly [Detail, ...Detail[]] = [
  { rows: 40, quotes: 3, quoteLength: 800, points: 40 },
  { rows: 30, quotes: 1, quoteLength: 600, points: 40 },
  { rows: 20, quotes: 1, quoteLength: 200, points: 12 },
  { rows: 10, quotes: 1, quoteLength: 80, points: 5 },
];
