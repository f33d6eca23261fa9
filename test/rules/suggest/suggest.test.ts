import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lintRules } from '../../../src/rules/lint/lint.js';
import { createMatcher } from '../../../src/rules/match/matcher.js';
import { suggestSignals } from '../../../src/rules/suggest/suggest.js';
import { loadedFrom, record, rulesFrom } from '../given.js';

const signals = (more: string, text: string, time: number) => {
  const rules = rulesFrom(`  - { id: demo/a, pattern: '${text}', ${more}, examples: [x], counterexamples: [y] }\n`);
  const one = record(text, { time });
  return { record: one, signals: createMatcher(rules).match(one) };
};

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

  it('take the stated figure where it is what the silence was spent on, and else the silence with the line before it', () => {
    const before = unread('building the graph', 100);
    const [stated] = suggestSignals([before, unread('graph is there, 11.2 s', 112.5)], 'mine');
    expect(stated).toMatchObject({ seconds: 11.2, why: 'states', after: null });
    const [silent] = suggestSignals([before, unread('graph is there, 1.2 s', 112.5)], 'mine');
    expect(silent).toMatchObject({ seconds: 12.5, why: 'silence', after: before.record });
  });

  it('leave out settings, limits and times to come', () => {
    const settings = [
      'read timeout 30s',
      'poll interval=10 s',
      'next collection in 2m30s',
      'keepalive: 75 s',
      'retrying within 5 seconds',
      'ttl 60s',
      'restart after 20 s',
    ];
    expect(
      suggestSignals(
        settings.map((text) => unread(text)),
        'mine',
      ),
    ).toEqual([]);
  });

  it('read the members of a JSON logger', () => {
    const one = record('lattice built', { fields: { durationMs: '6036', requestTimeoutMs: '90000', uptimeSeconds: '700' } });
    const [found] = suggestSignals([{ record: one, signals: [] }], 'mine');
    expect(found?.seconds).toBe(6.036);
    const [signal] = parse(found?.yaml ?? '');
    expect(new RegExp(signal.pattern, 'mu').exec('lattice built\nentries=3\ndurationMs=6036')?.groups?.milliseconds).toBe('6036');
  });

  it('take no silence of a server that serves, until it starts anew', () => {
    const ready = signals('milestone: ready', 'is ready', 100);
    const started = signals('boot: starts', 'is started', 200);
    expect(suggestSignals([unread('a first word', 99), ready, unread('a visitor', 190)], 'mine')).toEqual([]);
    expect(suggestSignals([ready, started, unread('a visitor', 290)], 'mine')).toHaveLength(1);
  });

  it('take no silence that a rule explains', () => {
    const imports = signals('phase: process, lasts: until-next', 'imports begin', 100);
    expect(suggestSignals([imports, unread('imported all', 109)], 'mine')).toEqual([]);
  });

  it('pass the linter with whatever line they were made from', () => {
    const words = fc.stringMatching(/^[ -~]{0,60}$/);
    fc.assert(
      fc.property(words, words, fc.integer({ min: 1, max: 9999 }), (before, after, seconds) => {
        const line = `${before} took ${seconds} s ${after}`;
        for (const { yaml } of suggestSignals([unread(line)], 'demo')) {
          const loaded = loadedFrom(yaml.replace(/^/gm, '  '));
          expect(loaded.problems).toEqual([]);
          expect(lintRules(loaded).filter((finding) => finding.severity === 'error')).toEqual([]);
        }
      }),
    );
  });
});
