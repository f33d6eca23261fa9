import { describe, expect, it } from 'vitest';
import { recordOf } from '../records.js';
import { type Seen, seenOf } from './read.js';

const clock = '2026-01-01 00:00:00';

describe('what stands between a clock and the message', () => {
  it.each<[string, ...Seen]>([
    ['[INFO] Loading', 'info', null, 'Loading'],
    ['[ INFO ] Loading', 'info', null, 'Loading'],
    ['[I] Loading', 'info', null, 'Loading'],
    ['INFO: Loading', 'info', null, 'Loading'],
    ['INFO\tLoading', 'info', null, 'Loading'],
    ['INFO | Loading', 'info', null, 'Loading'],
    ['INFO - Loading', 'info', null, 'Loading'],
    ['INFO|Loading', 'info', null, 'Loading'],
    ['INFO; Loading', 'info', null, 'Loading'],
    ['INFO-Loading', 'info', null, '-Loading'],
    ['INFO, Loading', 'info', null, ', Loading'],
    ['INFO', 'info', null, ''],
    ['INFORMATION: Loading', 'info', null, 'Loading'],
  ])('holds a level: %s', (rest, ...seen) => {
    expect(seenOf(`${clock} ${rest}`)).toEqual(seen);
  });

  it.each(['INFO_x Loading', 'Information: Loading', '[INFO Loading', '[] Loading', '[Init] Loading', `[INFO${' '.repeat(60)}] Loading`])(
    'holds no level: %s',
    (rest) => {
      expect(seenOf(`${clock} ${rest}`)).toEqual([null, null, rest]);
    },
  );

  it('holds one level: a second one is message', () => {
    expect(seenOf(`${clock} [INFO] [WARN] low`)).toEqual(['info', null, '[WARN] low']);
    expect(seenOf(`${clock} INFO WARN low`)).toEqual(['info', null, 'WARN low']);
  });

  it.each<[string, ...Seen]>([
    ['[4711] [INFO] Loading', 'info', 'pid 4711', 'Loading'],
    ['[4711] INFO Loading', 'info', 'pid 4711', 'Loading'],
    ['[4711] [step] done', null, 'pid 4711', '[step] done'],
    ['INFO (4711): Loading', 'info', 'pid 4711', 'Loading'],
    ['INFO (scorer/4711): Loading', 'info', 'pid 4711', 'Loading'],
    ['INFO (scorer/4711 on node-1): Loading', 'info', 'pid 4711', 'Loading'],
    ['[notice] 7#8: start worker', 'info', 'pid 7', 'start worker'],
  ])('names the process: %s', (rest, ...seen) => {
    expect(seenOf(`${clock} ${rest}`)).toEqual(seen);
  });

  it.each<[string, ...Seen]>([
    ['[4711] done', null, null, '[4711] done'],
    ['[INFO] [4711] done', 'info', null, '[4711] done'],
    ['[4711] [4712] INFO Loading', 'info', 'pid 4711', '[4712] Loading'],
  ])('has a number that is no process, or no further one: %s', (rest, ...seen) => {
    expect(seenOf(`${clock} ${rest}`)).toEqual(seen);
  });

  it('says nothing of a process without a clock in front', () => {
    expect(seenOf('[4711] [INFO] Loading')[1]).toBeNull();
    expect(seenOf('INFO: 7#8: Loading')).toEqual(['info', null, '7#8: Loading']);
  });

  it('keeps the process that a container or launcher gave, unless it is a number too', () => {
    expect(seenOf(`[rank3]: ${clock} INFO (4711): Loading`)[1]).toBe('pid 4711');
    expect(seenOf(`Aug 24 17:41:22 node-1 scorer[12]: ${clock} INFO (4711): Loading`)[1]).toBe('pid 12');
  });

  it.each<[string, string]>([
    ['[tag] [I] Loading', '[tag] Loading'],
    ['[tag] [INFO] Loading', '[tag] Loading'],
    ['[tag] INFO: Loading', '[tag] Loading'],
    ['[TRT-LLM] [I] Loading', 'Loading'],
    ['[serving][info] Loading', 'Loading'],
    [`[${'t'.repeat(39)}] [INFO] Loading`, `[${'t'.repeat(39)}] Loading`],
  ])('keeps a tag in front of the level, but not the own one of a server: %s', (rest, text) => {
    expect(seenOf(`${clock} ${rest}`)).toEqual(['info', null, text]);
  });

  it.each(['[tag] [INFO Loading', '[tag] information about it', `[${'t'.repeat(40)}] INFO Loading`, '[tag] info about it'])(
    'takes no word of the message behind a tag for a level: %s',
    (rest) => {
      expect(seenOf(`${clock} ${rest}`)).toEqual([null, null, rest]);
    },
  );

  it.each([
    'scorer.loader INFO Loading',
    'scorer.loader | INFO | Loading',
    'scorer.loader: INFO: Loading',
    'Scorer/x - [INFO] - Loading',
    'Scorer | INFO | Loading',
  ])("has a logger's name in front of the level: %s", (rest) => {
    expect(seenOf(`${clock} ${rest}`)).toEqual(['info', null, 'Loading']);
  });

  it.each(['Scorer/x INFO Loading', 'scorer<x> INFO Loading', 'the scorer INFO Loading', 'scorer - information - Loading'])(
    'has no name in front of a word that could be of a sentence: %s',
    (rest) => {
      expect(seenOf(`${clock} ${rest}`)).toEqual([null, null, rest]);
    },
  );

  it('ends with fields only where there is a level', () => {
    expect(recordOf(`${clock} INFO loaded {"seconds":3}`).fields).toEqual({ seconds: '3' });
    expect(recordOf(`${clock} loaded {"seconds":3}`)).toMatchObject({ text: 'loaded {"seconds":3}', fields: {} });
  });
});
