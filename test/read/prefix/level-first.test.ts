import { describe, expect, it } from 'vitest';
import { recordOf, recordsOf } from '../records.js';
import { dated, type Seen, seenOf } from './read.js';

describe('a level at the beginning', () => {
  it.each([
    'INFO 2026-11-04 19:36:34 [file.py:12] Loading',
    'INFO 2026-11-04 19:36:34 Loading',
    'INFO [2026-11-04 19:36:34] Loading',
    'INFO [2026-11-04 19:36:34] [file.py:12] Loading',
    'INFO 11-04 19:36:34 [file.py:12] Loading',
    'INFORMATION 2026-11-04 19:36:34 Loading',
  ])('has a clock behind it: %s', (line) => {
    expect(dated(line)).toEqual(['info', null, 'Loading', '2026-11-04T19:36:34.000Z']);
  });

  it.each<[string, ...Seen]>([
    ['INFO:     Loading', 'info', null, 'Loading'],
    ['INFO:Loading', 'info', null, 'Loading'],
    ['INFO | Loading', 'info', null, 'Loading'],
    ['INFO - Loading', 'info', null, 'Loading'],
    ['INFO [core.py:12] Loading', 'info', null, 'Loading'],
    ['INFO [Init] Loading', 'info', null, '[Init] Loading'],
    ['DBG: Loading', 'debug', null, 'Loading'],
    ['ERR: gone', 'error', null, 'gone'],
    ['EMERGENCY: gone', 'fatal', null, 'gone'],
    ['INFORMATION: Loading', 'info', null, 'Loading'],
  ])('has a separator behind it: %s', (line, ...seen) => {
    expect(seenOf(line)).toEqual(seen);
  });

  it.each<[string, string]>([
    ['INFO:root:Loading', 'Loading'],
    ['INFO:s:Loading', 'Loading'],
    ['INFO:scorer_2:Loading', 'Loading'],
    ['INFO:scorer-client:Loading', 'Loading'],
    ['INFO:__main__:Loading', 'Loading'],
    ['INFO:scorer.models.loader:Loading', 'Loading'],
    ['INFO:scorer:https://example.org/models', 'https://example.org/models'],
    ['INFO:https://example.org/models', 'https://example.org/models'],
    ['INFO:Scorer:Loading', 'Scorer:Loading'],
    ['INFO: scorer:Loading', 'scorer:Loading'],
    ['INFO:3:Loading', '3:Loading'],
  ])("has Python's logger behind it, or a part of the message: %s", (line, text) => {
    expect(seenOf(line)).toEqual(['info', null, text]);
  });

  it.each(['INFO Loading', 'INFO  Loading', 'INFO -- Loading', 'INFO -Loading', 'IN: Loading', 'Info: Loading', 'INFORMATIONALLY: Loading', 'INFO3: Loading'])(
    'is none in %s',
    (line) => {
      expect(seenOf(line)).toEqual([null, null, line]);
    },
  );

  it('has two blanks behind it where the line has a clock of another', () => {
    expect(seenOf('2026-11-04T19:36:34Z stdout F INFO  Loading')).toEqual(['info', null, 'Loading']);
    expect(seenOf('2026-11-04T19:36:34Z stdout F INFO Loading')).toEqual([null, null, 'INFO Loading']);
  });

  it.each(['INFO 2026-11-04 19:36:34 Loading', 'INFO:     Loading', 'INFO | Loading', 'INFO [Init] Loading'])(
    'begins what goes on in indented lines: %s',
    (line) => {
      expect(recordsOf(`${line}\n    the rest\n`)).toMatchObject([{ text: expect.stringMatching(/Loading\n {4}the rest$/) }]);
    },
  );

  it.each<[string, ...Seen]>([
    ['INFO:runner:    2026-11-04T19:36:34.500000Z  WARN scorer: low on memory', 'warning', null, 'scorer: low on memory'],
    ['INFO:runner:2026-11-04T19:36:34.500000Z ERROR scorer: gone', 'error', null, 'scorer: gone'],
    ['INFO:runner:2026-11-04T19:36:34.500000Z scorer: still here', 'info', null, 'scorer: still here'],
  ])('stands around the dated line of a program that it passes on: %s', (line, ...seen) => {
    expect(dated(line)).toEqual([...seen, '2026-11-04T19:36:34.500Z']);
  });

  it('leaves a clock that cannot be in the message', () => {
    expect(recordOf('INFO: 2026-11-04 it began')).toMatchObject({ text: '2026-11-04 it began', time: null });
  });
});
