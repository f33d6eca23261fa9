import { describe, expect, it } from 'vitest';
import { recordOf, recordsOf } from '../records.js';
import { dated, type Seen, seenOf } from './read.js';

describe('a clock in brackets', () => {
  it.each<[string, ...Seen, string]>([
    ['[2026-02-28 22:25:02] Loading', null, null, 'Loading', '2026-02-28T22:25:02.000Z'],
    ['[2026-02-28 22:25:02] 42 files', null, null, '42 files', '2026-02-28T22:25:02.000Z'],
    ['[2026-02-28 22:25:02] [INFO] Loading', 'info', null, 'Loading', '2026-02-28T22:25:02.000Z'],
    ['[2026-02-28 22:25:02] - INFO - Loading', 'info', null, 'Loading', '2026-02-28T22:25:02.000Z'],
    ['[2026-02-28 22:25:02] | INFO | Loading', 'info', null, 'Loading', '2026-02-28T22:25:02.000Z'],
    ['[2026-02-28 22:25:02 +0000] [4711] [INFO] Booting', 'info', 'pid 4711', 'Booting', '2026-02-28T22:25:02.000Z'],
    ['[NeMo I 2026-02-28 22:25:02 nemo_logging:393] Loading', 'info', null, 'Loading', '2026-02-28T22:25:02.000Z'],
    ['[NeMo W 2026-02-28 22:25:02 nemo_logging:393] low', 'warning', null, 'low', '2026-02-28T22:25:02.000Z'],
    ['[2026-02-28 22:25:02,123: INFO/MainProcess] Loading', 'info', 'MainProcess', 'Loading', '2026-02-28T22:25:02.123Z'],
    ['[2026-02-28 22:25:02,123: WARNING/ForkPoolWorker-1] low', 'warning', 'ForkPoolWorker-1', 'low', '2026-02-28T22:25:02.123Z'],
    ['[2026-02-28:22:25:02:INFO] Loading', 'info', null, 'Loading', '2026-02-28T22:25:02.000Z'],
    ['[2026-02-28 22:25:02,123:WARNING:root] low', 'warning', null, 'low', '2026-02-28T22:25:02.123Z'],
    ['[2026-02-28 22:25:02 | ERROR] Gone', 'error', null, 'Gone', '2026-02-28T22:25:02.000Z'],
    ['[2026-02-28 22:25:02 - DEBUG] Loading', 'debug', null, 'Loading', '2026-02-28T22:25:02.000Z'],
    ['[2026-02-28 22:25:02 TP0] Loading', null, 'TP0', 'Loading', '2026-02-28T22:25:02.000Z'],
    ['[2026-02-28 22:25:02 DP1 TP3 EP0] Loading', null, 'DP1 TP3 EP0', 'Loading', '2026-02-28T22:25:02.000Z'],
    ['[1767225600] Loading', null, null, 'Loading', '2026-01-01T00:00:00.000Z'],
    ['[1767225600.123] Loading', null, null, 'Loading', '2026-01-01T00:00:00.123Z'],
    ['[Nest] 297  - 11/01/2025, 9:52:11 PM     LOG [Loader] Loading', 'info', 'pid 297', '[Loader] Loading', '2025-11-01T21:52:11.000Z'],
    ['[Nest] 297  - 11/01/2025, 9:52:11 PM   ERROR [Loader] Gone', 'error', 'pid 297', '[Loader] Gone', '2025-11-01T21:52:11.000Z'],
    ['[Nest] 297  - 11/01/2025, 9:52:11 PM   Nothing new', null, 'pid 297', 'Nothing new', '2025-11-01T21:52:11.000Z'],
    ['[GIN] 2026/01/02 - 15:04:05 | 200 | 1.2ms | POST', null, null, '[GIN] 200 | 1.2ms | POST', '2026-01-02T15:04:05.000Z'],
    ['[GIN-debug] 2026/01/02 - 15:04:05 Listening', null, null, '[GIN] Listening', '2026-01-02T15:04:05.000Z'],
  ])('is read of %s', (line, ...seen) => {
    expect(dated(line)).toEqual(seen);
  });

  it.each(['[2.345678] Loading', '[    2.345678] Loading'])('is a stopwatch in %s', (line) => {
    expect(recordOf(line)).toMatchObject({ clock: 'stopwatch', time: 2.345678, text: 'Loading' });
  });

  it.each([
    '[ 2 ] Loading',
    '[12] Loading',
    '[2026-02-28 22:25:02 the model] fine',
    '[2026-02-28:22:25:02:model] fine',
    '[Nest] 297  - 4 models of 5',
    '[GIN-debug] Listening and serving HTTP on :8080',
    '[GIN] 3 of 4',
  ])('is not read of %s', (line) => {
    expect(dated(line)).toEqual([null, null, line, '-']);
  });

  it('keeps an indent behind it where no further prefix follows', () => {
    const records = recordsOf('[2026-02-28 22:25:02] Layers:\n[2026-02-28 22:25:02]     layer one\n[2026-02-28 22:25:03]     layer two\n');
    expect(records.map(({ text }) => text)).toEqual(['Layers:', 'layer one', 'layer two']);
  });

  it.each([
    '[2026-02-28 22:25:02] Loading',
    '[2026-02-28 22:25:02,123: INFO/MainProcess] Loading',
    '[Nest] 297  - 11/01/2025, 9:52:11 PM     LOG [Loader] Loading',
    '[GIN] 2026/01/02 - 15:04:05 | 200 | 1.2ms | POST',
    '[INFO] Loading',
  ])('begins what goes on in indented lines: %s', (line) => {
    expect(recordsOf(`${line}\n    the rest\n`)).toMatchObject([{ text: expect.stringMatching(/\n {4}the rest$/) }]);
  });
});

describe('a level in brackets', () => {
  it.each<[string, ...Seen]>([
    ['[INFO] Loading', 'info', null, 'Loading'],
    ['[WARNING]: low', 'warning', null, 'low'],
    ['[I] Loading', 'info', null, 'Loading'],
    ['[TensorRT-LLM][INFO] Loading', 'info', null, 'Loading'],
  ])('is read of %s', (line, ...seen) => {
    expect(seenOf(line)).toEqual(seen);
  });

  it.each(['[step] Loading', '[infos] Loading', '[i] Loading'])('is not read of %s', (line) => {
    expect(seenOf(line)).toEqual([null, null, line]);
  });
});
