import { describe, expect, it } from 'vitest';
import { timeoutsAtWork } from '../../src/timeline/watchdog.js';
import { entriesOf, type GivenEntry } from './entries.js';

const boots = (worker: number, at: number): GivenEntry => ({ at, process: `pid ${worker}`, facts: { process: String(worker) }, events: ['worker-start'] });
const timesOut = (worker: number, at: number): GivenEntry => ({
  at,
  process: `pid ${worker}`,
  facts: { process: String(worker) },
  events: ['startup-timeout'],
});
const exits = (worker: number, at: number): GivenEntry => ({ at, process: `pid ${worker}`, facts: { process: String(worker) }, events: ['worker-exit'] });
const answers = (at: number, status = 200): GivenEntry => ({ at, facts: { status }, events: ['http-answer'] });

/** Positions of the time-outs that hit workers at work. */
const atWork = (...given: readonly GivenEntry[]): number[] => [...timeoutsAtWork(entriesOf(...given))];

describe('a worker that its watchdog gave up on', () => {
  it('had not started, for all that the log shows, where it said nothing', () => {
    expect(atWork(boots(7, 0), timesOut(7, 31))).toEqual([]);
    expect(atWork(timesOut(7, 31), timesOut(8, 900))).toEqual([]);
  });

  it('had started where it was alone and a client was answered', () => {
    expect(atWork(boots(7, 0), answers(13), timesOut(7, 44))).toEqual([2]);
    expect(atWork(boots(7, 0), answers(13, 304), timesOut(7, 44))).toEqual([2]);
    expect(atWork(boots(7, 0), answers(13, 502), timesOut(7, 44))).toEqual([]);
    expect(atWork(boots(7, 0), boots(8, 0), answers(13), timesOut(7, 31), timesOut(8, 31))).toEqual([]);
  });

  it('is told from the one before it', () => {
    expect(atWork(boots(7, 0), answers(13), exits(7, 20), boots(8, 20), timesOut(8, 51))).toEqual([]);
    expect(atWork(boots(7, 0), answers(13), timesOut(7, 44), boots(7, 45), timesOut(7, 89))).toEqual([2]);
  });
});

describe('workers that a watchdog gave up on one after another', () => {
  const lives = (...seconds: readonly number[]): GivenEntry[] => {
    let now = 0;
    return seconds.flatMap((life, index) => {
      const born = now;
      now += life + 1;
      return [boots(index, born), timesOut(index, born + life)];
    });
  };

  it('had not started where each had the same time', () => {
    expect(atWork(...lives(31, 31, 36))).toEqual([]);
    expect(atWork(...lives(120, 150))).toEqual([]);
  });

  it('had started if they lived for longer than the first, which was not given more', () => {
    expect(atWork(...lives(31, 40, 900))).toEqual([3, 5]);
    expect(atWork(...lives(120, 151))).toEqual([3]);
  });

  it('had all started if the first had, and but one died early', () => {
    expect(atWork(...lives(264, 182, 51, 2543))).toEqual([1, 3, 5, 7]);
    expect(atWork(...lives(264, 31, 31))).toEqual([1]);
  });

  it('are not compared where they have no clock', () => {
    expect(atWork({ ...boots(7, 0), at: null }, { ...timesOut(7, 31), at: null }, ...lives(31, 31))).toEqual([]);
  });
});
