import type { Change, FileResult } from './kept.js';

const placeOf = ({ line, column, end, change }: Change): string => `${line}:${column}-${end.line}:${end.column} ${change}`;

/** The changes of a file that may come out otherwise where these tests have changed: those that none noticed, and those that one of these did. */
export const openChanges = ({ noticed, survivors }: FileResult, changedTests: readonly string[]): Change[] => {
  const changed = new Set<string | null>(changedTests);
  return [...survivors, ...noticed.filter(({ by }) => changed.has(by))];
};

/**
 * What came of a file's changes, from an earlier result and from a trial of the open ones against nothing but the tests that have changed since: the other
 * tests would say what they said. Null where a changed test alone had noticed a change and does so no longer: whether another one would is not
 * known.
 */
export const withChangedTests = (before: FileResult, again: FileResult, changedTests: readonly string[]): FileResult | null => {
  const noticedNow = new Map(again.noticed.map((one) => [placeOf(one), one]));
  const changed = new Set<string | null>(changedTests);
  if (before.noticed.some((one) => changed.has(one.by) && !noticedNow.has(placeOf(one)))) return null;
  return {
    file: before.file,
    noticed: [
      ...before.noticed.map((one) => (changed.has(one.by) ? (noticedNow.get(placeOf(one)) ?? one) : one)),
      ...before.survivors.flatMap((one) => noticedNow.get(placeOf(one)) ?? []),
    ],
    survivors: before.survivors.filter((one) => !noticedNow.has(placeOf(one))),
    seconds: before.seconds + again.seconds,
  };
};
