import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMatcher } from '../../src/rules/matcher.js';
import { suggestSignals } from '../../src/rules/suggest.js';
import { record, rulesFrom } from './given.js';

const unread = (text: string, time: number | null = null) => ({ record: record(text, { time }), signals: [] });

describe('suggestions', () => {
  it('are lines with durations that no rule read, most seconds first, one for each form', () => {
    const found = suggestSignals(
      [
        unread('warmed bucket 1 in 3 s'),
        unread('warmed bucket 2 in 5 s'),
        unread('plan built in 700 ms'),
        unread('hello'),
        unread('listening on 0.0.0.0:8000'),
      ],
      'mine',
    );
    expect(found.map(({ seconds, record: { text } }) => [seconds, text])).toEqual([
      [5, 'warmed bucket 2 in 5 s'],
      [0.7, 'plan built in 700 ms'],
    ]);
  });

  it('are lines after a silence', () => {
    const [found] = suggestSignals([unread('building plan', 100), unread('plan is there', 112.5)], 'mine');
    expect(found).toMatchObject({ seconds: 12.5, why: 'silence' });
  });

  it('leave out what a rule read', () => {
    const [read] = createMatcher(rulesFrom("  - { id: demo/a, pattern: 'plan built', examples: [x], counterexamples: [y] }\n")).match(
      record('plan built in 3 s'),
    );
    if (read === undefined) throw new Error('no signal');
    expect(suggestSignals([{ record: read.record, signals: [read] }], 'mine')).toEqual([]);
  });

  it('come as a signal whose pattern matches its example', () => {
    const line = 'Bucket [4/12] (seq=512) captured: 2.31 s, 40% left';
    const [found] = suggestSignals([unread(line)], 'mine');
    const [signal] = parse(found?.yaml ?? '');
    expect(signal).toMatchObject({ id: 'mine/bucket-seq-captured-left', examples: [{ line, gives: { seconds: 2.31 } }] });
    expect(new RegExp(signal.pattern, 'mu').exec(line)?.groups?.duration).toBe('2.31 s');
    expect(new RegExp(signal.pattern, 'mu').test('Bucket [5/12] (seq=1024) captured: 3.1 s, 30% left')).toBe(true);
  });
});
