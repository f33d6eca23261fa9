import { describe, expect, it } from 'vitest';
import { bootsOf, signal } from './given.js';

const download = signal({ id: 'hub/bar', phase: 'weights-fetch', facts: { seconds: 38 } });

describe('a clock that never moves on', () => {
  it('counts for none where undated lines state how long they took', () => {
    const [boot] = bootsOf([{ at: null }, { at: 8 }, { at: null, signals: [download] }, { at: null }]);
    expect([boot?.hasClock, boot?.attributedSeconds.startup]).toEqual([false, 38]);
  });

  it('stays where nothing states a figure, or where it moves on', () => {
    expect(bootsOf([{ at: 8 }, { at: null }])[0]?.hasClock).toBe(true);
    expect(bootsOf([{ at: 8 }, { at: null, signals: [download] }, { at: 60 }])[0]?.hasClock).toBe(true);
  });
});
