/** Paints a text; gives it back with or without escape codes, never changed otherwise. */
export type Paint = (text: string) => string;

/** The colours of a report, by meaning. Passed in, so that rendering is a pure function. */
export type Palette = {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly error: Paint;
  readonly warning: Paint;
  readonly note: Paint;
  readonly good: Paint;
  readonly phase: Paint;
  readonly gap: Paint;
  readonly code: Paint;
};

const asIs: Paint = (text) => text;

/** No colour at all: a pipe, a file, `NO_COLOR`. */
export const plainPalette: Palette = {
  strong: asIs,
  faint: asIs,
  error: asIs,
  warning: asIs,
  note: asIs,
  good: asIs,
  phase: asIs,
  gap: asIs,
  code: asIs,
};
