import { describe, expect, it } from 'vitest';
import { createDraft, type Peeler } from '../../../src/read/draft.js';
import { peelBracketClock, peelBracketLevel } from '../../../src/read/prefix/bracket.js';
import { peelGlog } from '../../../src/read/prefix/glog.js';
import { peelLevelFirst } from '../../../src/read/prefix/level-first.js';
import {
  peelBracketedParts,
  peelDotnet,
  peelDrogon,
  peelJavaHeader,
  peelLevelThenBracket,
  takeDotnetLevel,
  takeHeader,
} from '../../../src/read/prefix/loggers.js';
import { peelPrefix } from '../../../src/read/prefix/prefix.js';
import { peelStopwatch } from '../../../src/read/prefix/stopwatch.js';
import { clockOf, freshState, peeled } from '../envelope/peeled.js';
import { isoOf, recordsOf } from '../records.js';

const taken: readonly (readonly [name: string, peeler: Peeler, line: string, text: string])[] = [
  ['a clock in brackets', peelBracketClock, '[2026-01-02 15:04:05] ready', 'ready'],
  ['a clock in brackets, and a number', peelBracketClock, '[2026-01-02 15:04:05] 42 ready', '42 ready'],
  ["NestJS's clock", peelBracketClock, '[Nest] 297  - 11/01/2025, 9:52:11 PM     LOG ready', 'ready'],
  ['a level in brackets', peelBracketLevel, '[INFO] ready', 'ready'],
  ["Google's", peelGlog, 'I0205 00:22:30.591136 1 a.cc:25] ready', 'ready'],
  ['a level and a clock', peelLevelFirst, 'INFO 2026-01-02 15:04:05 ready', 'ready'],
  ['a level', peelLevelFirst, 'INFO: ready', 'ready'],
  ["fern's brackets", peelBracketedParts, '[2026-01-02][15:04:05][a::b][WARN] ready', 'ready'],
  ["Drogon's", peelDrogon, '20260102 15:04:05.123456 UTC 17 INFO  ready', 'ready'],
  ["logrus's", peelLevelThenBracket, 'INFO[0003] ready', 'ready'],
  ["logrus's, of a long run", peelLevelThenBracket, 'INFO[1234567] ready', 'ready'],
  ["Ruby's", peelLevelThenBracket, 'I, [2026-01-02T15:04:05.123456 #17]  INFO -- main: ready', 'ready'],
  ['a clock', peelPrefix, '2026-01-02 15:04:05 ready', 'ready'],
  ["TensorFlow's", peelPrefix, '2026-01-02 15:04:05.1: I a/b.cc:42] ready', 'ready'],
  ["llama.cpp's", peelPrefix, '0.00.035.060 I ready', 'ready'],
  ['a named month', peelPrefix, 'Jan  2 15:04:05 2026 ready', 'ready'],
  ['a stopwatch', peelStopwatch, '2.10s INFO ready', 'ready'],
];

describe('a prefix', () => {
  it.each(taken)('that is taken off is marked as one: %s', (_, peeler, line, text) => {
    expect(peeled(peeler, line)).toMatchObject({ text, hasPrefix: true });
  });

  it.each(taken)('leaves the process that an envelope gave: %s', (_, peeler, line) => {
    expect(peeled(peeler, line, { process: 'rank 3', replica: 'a' })).toMatchObject({ replica: 'a', process: 'rank 3' });
  });
});

describe('a line that is no prefix', () => {
  it.each<[Peeler, string]>([
    [peelBracketedParts, '[2026-01-02][ready]'],
    [peelDrogon, '20260102 15:04:05 ready'],
    [peelDrogon, '20261399 15:04:05.123456 UTC 17 INFO  ready'],
    [peelLevelThenBracket, 'INFO[003] ready'],
    [peelLevelThenBracket, 'INFO[12345678] ready'],
    [peelLevelThenBracket, 'INFO[0003 ready'],
    [peelLevelThenBracket, 'MODEL[0003] ready'],
    [peelLevelThenBracket, 'INFO[3x] ready'],
    [peelLevelThenBracket, 'I, [2026-01-02T15:04:05] ready'],
    [peelLevelThenBracket, 'I, [17] ready'],
    [peelJavaHeader, 'Foo 02, 2026 3:04:05 PM a.B load'],
    [peelJavaHeader, 'Jan 02, 2026 3:04:05 PM'],
    [peelGlog, 'W is no level'],
    [peelLevelFirst, 'ready'],
    [peelStopwatch, '2.10s ready'],
    [peelStopwatch, '2s INFO ready'],
    [peelPrefix, 'ready'],
    [peelPrefix, '-'],
    [peelPrefix, 'Ready'],
  ])('is left alone: %o %s', (peeler, line) => {
    expect(peeled(peeler, line)).toBeNull();
  });
});

describe('the header that java.util.logging puts above a message', () => {
  const header = 'Jan 02, 2026 3:04:05 PM com.example.Loader load';

  it('has no text, and gives its clock to the line below', () => {
    const state = freshState();
    expect(peeled(peelJavaHeader, header, {}, state)).toMatchObject({ text: '', time: null });
    const below = peeled(takeHeader, 'ready', { line: 2 }, state);
    expect([clockOf(below), below?.clock, below?.resolution]).toEqual(['2026-01-02T15:04:05', 'full', 1]);
  });

  it('gives none to other lines, and none to a line with its own', () => {
    const state = freshState();
    peeled(peelJavaHeader, header, {}, state);
    expect(peeled(takeHeader, 'ready', { line: 3 }, state)).toBeNull();
    expect(peeled(takeHeader, 'ready', { line: 2, time: 7 }, state)).toBeNull();
    expect(peeled(takeHeader, 'ready', { line: 2 })).toBeNull();
  });
});

describe('a clock and a level that stand in a line of their own', () => {
  const seen = (log: string): unknown => recordsOf(log).map((record) => [record.line, isoOf(record), record.level, record.text]);

  it('are those of the line below, however that begins', () => {
    const log = '2026-01-02 15:04:05  [INFO]\n [HOST] port 1234\n2026-01-02 15:04:07 [ERROR]\n gone\n';
    expect(seen(log)).toEqual([
      [2, '2026-01-02T15:04:05.000Z', 'info', '[HOST] port 1234'],
      [4, '2026-01-02T15:04:07.000Z', 'error', 'gone'],
    ]);
  });

  it('are those of all lines below that have a stopwatch, each of which keeps its own level', () => {
    const log = '2026-01-02 15:04:05 [DEBUG]\n 0.01.250.000 I a: b\n0.01.250.100 W a: c\n2026-01-02 15:04:07 [DEBUG]\n 0.03.400.000 I a: d\n';
    expect(seen(log)).toEqual([
      [2, '2026-01-02T15:04:05.000Z', 'info', 'a: b'],
      [3, '2026-01-02T15:04:05.000Z', 'warning', 'a: c'],
      [5, '2026-01-02T15:04:07.000Z', 'info', 'a: d'],
    ]);
  });

  it('are not handed on past a line, nor to one with a clock, nor without a level', () => {
    expect(seen('2026-01-02 15:04:05 [INFO]\n\nlater\n')).toEqual([[3, '-', null, 'later']]);
    expect(seen('2026-01-02 15:04:05 [INFO]\n2026-01-02 15:04:09 INFO here\n')).toEqual([[2, '2026-01-02T15:04:09.000Z', 'info', 'here']]);
    expect(seen('2026-01-02 15:04:05 [3]\nbelow\n')).toEqual([
      [1, '2026-01-02T15:04:05.000Z', null, '[3]'],
      [2, '-', null, 'below'],
    ]);
  });
});

describe(".NET's console logger", () => {
  it('gives its level to the message behind it, and takes its category off', () => {
    expect(peeled(peelDotnet, 'fail: Acme.Embedder.Host[12] not enough memory')).toMatchObject({ level: 'error', text: 'not enough memory' });
    expect(peeled(peelDotnet, 'crit: Acme.Embedder.Host`1[0] gone')).toMatchObject({ level: 'fatal', text: 'gone' });
    expect(peeled(peelDotnet, 'info: nothing that a category is')).toBeNull();
    expect(peeled(peelDotnet, 'warn: list[0]s are odd')).toBeNull();
  });

  it('gives it to what is indented below, and to nothing else', () => {
    const state = freshState();
    const below = (text: string, line: number) => {
      const draft = createDraft(text, line);
      takeDotnetLevel(draft, state);
      return draft.level;
    };
    expect(peeled(peelDotnet, 'fail: Acme.Embedder.Host[12]', { line: 4 }, state)).toMatchObject({ level: 'error', text: 'Acme.Embedder.Host[12]' });
    expect([below('      no model', 5), below('      at the path', 6), below('      later', 8), below('   no', 7)]).toEqual(['error', 'error', null, null]);
  });
});

describe('a level behind a clock in brackets', () => {
  it.each<[string, string | null, string | null, string]>([
    ['[2026-01-02 15:04:05 INFO] ready', 'info', null, 'ready'],
    ['[2026-01-02 15:04:05  INFO model.cc:42] ready', 'info', null, 'ready'],
    ['[2026-01-02][15:04:05][INFO][a::b] ready', 'info', null, 'ready'],
    ['[2026-01-02][15:04:05][a::b] ready', null, null, 'ready'],
    ['I, [2026-01-02T15:04:05.123456 #17]  INFO -- : ready', 'info', 'pid 17', 'ready'],
    ['F, [2026-01-02T15:04:05.123456 #17] FATAL -- : gone', 'fatal', 'pid 17', 'gone'],
  ])('is read of %s', (line, level, process, text) => {
    expect(peeled(peelPrefix, line)).toMatchObject({ level, process, text });
  });

  it("has Tornado's letter, and the line stays as it is", () => {
    const state = freshState();
    for (const line of ['[I 260102 15:04:05 web:2246] ready', '[W 2026-01-02 15:04:05.123 ServerApp] ready'])
      expect(() => peeled(peelBracketedParts, line, {}, state)).toThrow('was changed, and not taken');
  });
});
