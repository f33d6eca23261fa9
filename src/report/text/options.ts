import type { Palette } from '../drawing/palette.js';

/** How a text for people is laid out. */
export type TextOptions = {
  /** Columns of the terminal; 60 to 200 are laid out well, others are taken as the nearest of these. */
  readonly width: number;
  readonly palette: Palette;
  /** Only the sentence of each boot. */
  readonly isBrief?: boolean;
};

/** Sentences longer than this are hard to read; the bars alone take the whole width. */
export const readableWidth = 120;
