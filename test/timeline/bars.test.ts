import { describe, expect, it } from 'vitest';
import { unfinishedBars } from '../../src/timeline/bars.js';
import { entriesOf, type GivenEntry } from './entries.js';

const bar = (unfinishedSeconds: number, phase: GivenEntry['phase'] = 'weights-load'): GivenEntry => ({ phase, facts: { unfinishedSeconds } });
const left = (...given: readonly GivenEntry[]): [number, number][] => unfinishedBars(entriesOf(...given)).map(({ entry, seconds }) => [entry.order, seconds]);

describe('a progress bar that the log never shows full', () => {
  it('had taken what its last state says', () => {
    expect(left(bar(5), bar(12), bar(50))).toEqual([[2, 50]]);
  });

  it('counts for its phase, and side by side with others once', () => {
    expect(left(bar(5), bar(7, 'weights-fetch'), bar(9), bar(6, 'weights-fetch'))).toEqual([
      [2, 9],
      [1, 7],
    ]);
  });

  it('counts anew where another attempt began after it', () => {
    const at = (time: number, seconds: number): GivenEntry => ({ ...bar(seconds), at: time });
    expect(left(at(10, 5), at(30, 25), at(900, 20))).toEqual([
      [1, 25],
      [2, 20],
    ]);
  });

  it('is none where a later line tells how long such work took', () => {
    expect(left(bar(5), { phase: 'weights-load', facts: { seconds: 9 } })).toEqual([]);
    expect(left(bar(5), { phase: 'weights-load', facts: { barSeconds: 9 } }, bar(3))).toEqual([[2, 3]]);
    expect(left(bar(5), { phase: 'weights-fetch', facts: { seconds: 9 } })).toEqual([[0, 5]]);
  });

  it('is none that had only begun, or is of no phase', () => {
    expect(left(bar(0), bar(5, null))).toEqual([]);
  });
});
