import type { Unevaluated } from '../../model/report.js';
import { wrap } from '../drawing/layout.js';
import type { Palette } from '../drawing/palette.js';

/** Causes that lack the same thing, together. */
export const groupedByMissing = (unevaluated: readonly Unevaluated[]): { readonly entry: Unevaluated; readonly causes: readonly string[] }[] => {
  const groups = new Map<string, { readonly entry: Unevaluated; readonly causes: string[] }>();
  for (const entry of unevaluated) {
    const key = JSON.stringify([entry.missing, entry.howToLog]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { entry, causes: [entry.cause] });
    else group.causes.push(entry.cause);
  }
  return [...groups.values()];
};

/** What could not be judged, why, and what to switch on to know; causes that lack the same thing stand together. */
export const unevaluatedSection = (unevaluated: readonly Unevaluated[], width: number, palette: Palette): string[] => {
  if (unevaluated.length === 0) return [];
  const lines = groupedByMissing(unevaluated).flatMap(({ entry, causes }) => [
    ...wrap(`${causes.join(', ')}: ${entry.missing}`, width, '  ? ', '    '),
    ...(entry.howToLog === null ? [] : wrap(entry.howToLog, width, '    to know: ', '      ').map(palette.code)),
  ]);
  return ['', palette.strong('Could not be evaluated'), ...lines];
};
