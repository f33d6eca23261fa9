import type { Row } from './marks.js';

/** Where things stand in the picture, in pixels. */
export type Layout = {
  readonly width: number;
  readonly height: number;
  /** The plot reaches from `left` to `right`, below the axis at `top`. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Top of each row's bars. */
  readonly rowTops: readonly number[];
};

export const barHeight = 16;
const rowGap = 3;
const laneGap = 9;
const labelWidth = 168;
/** Below this width labels stand above their bars. */
const narrowWidth = 560;
const labelHeight = 18;

/** Room for rows in a picture this wide. */
export const layoutOf = (rows: readonly Row[], width: number, hasMilestones: boolean): Layout => {
  const isNarrow = width < narrowWidth;
  const top = hasMilestones ? 44 : 26;
  let reached = top;
  const rowTops = rows.map((row) => {
    reached += row.label === '' ? rowGap : laneGap + (isNarrow ? labelHeight : 0);
    const own = reached;
    reached += barHeight;
    return own;
  });
  return { width, height: reached + laneGap, left: isNarrow ? 12 : labelWidth, right: width - 14, top, rowTops };
};

/** The row at this height, or -1. */
export const rowAt = (layout: Layout, y: number): number => layout.rowTops.findIndex((top) => y >= top - 2 && y < top + barHeight + 2);
