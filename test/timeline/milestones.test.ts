import { describe, expect, it } from 'vitest';
import { milestoneEntry } from '../../src/timeline/milestones.js';
import { entriesOf, type GivenEntry } from './entries.js';

/** The line that marks ready. */
const readyAt = (...given: readonly GivenEntry[]): number | null => milestoneEntry(entriesOf(...given), 'ready', [])?.signal.line ?? null;

describe('a request that is handed over', () => {
  const handed: GivenEntry = { milestone: 'ready', request: 'starts' };

  it('shows that the service is ready', () => {
    expect(readyAt({}, handed)).toBe(2);
    expect(readyAt({}, handed, { boot: 'fails' })).toBe(2);
  });

  it('shows nothing after a start that failed, as other words still do', () => {
    expect(readyAt({ boot: 'fails' }, handed)).toBeNull();
    expect(readyAt({ boot: 'fails' }, { milestone: 'ready' })).toBe(2);
  });
});
