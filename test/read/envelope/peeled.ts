import { createTimes } from '../../../src/read/clock/times.js';
import { createDraft, type Draft, type Peeler, type SourceState } from '../../../src/read/draft.js';

/** What the lines of a source have in common before its first line. */
export const freshState = (): SourceState => ({
  times: createTimes(Date.UTC(2026, 11, 31) / 1000),
  firstHost: null,
  labelledStopwatch: null,
  hasClockInFront: false,
  quoteMark: null,
  header: null,
  above: null,
  dotnet: null,
});

/** What a peeler makes of a line: the draft without its layer, or null where it leaves the line alone. Throws where it changed one that it does not take. */
export const peeled = (peeler: Peeler, line: string, given: Partial<Draft> = {}, state = freshState()): Draft | null => {
  const draft = { ...createDraft(line, 1), ...given };
  const before = JSON.stringify(draft);
  if (peeler(draft, state)) return draft;
  if (JSON.stringify(draft) !== before) throw new Error(`${line} was changed, and not taken`);
  return null;
};

/** The time of a draft in UTC, without milliseconds; `-` without one. */
export const clockOf = (draft: Draft | null): string => (draft?.time == null ? '-' : new Date(draft.time * 1000).toISOString().slice(0, 19));
