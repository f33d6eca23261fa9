import { describe, expect, it } from 'vitest';
import { recordsOf } from '../records.js';
import { dated, type Seen } from './read.js';

const time = '2026-02-05T00:22:30.591Z';

describe("a line of Google's loggers", () => {
  it.each<[string, ...Seen]>([
    ['I0205 00:22:30.591136 1 onnxruntime.cc:2505] Loading', 'info', 'pid 1', 'Loading'],
    ['W0205 00:22:30.591136   12 onnxruntime.cc:2505] low', 'warning', 'pid 12', 'low'],
    ['E0205 00:22:30.591136 12 onnxruntime.cc:2505]gone', 'error', 'pid 12', 'gone'],
    ['F0205 00:22:30.591136 12 gone', 'fatal', 'pid 12', 'gone'],
    ['I0205 00:22:30.591136 onnxruntime.cc:2505] Loading', 'info', null, 'Loading'],
    ['I0205 00:22:30.591136 Loading', 'info', null, 'Loading'],
    ['I0205 00:22:30.591136 12models loaded', 'info', null, '12models loaded'],
    ['[rank3]:W0205 00:22:30.591136 12 onnxruntime.cc:2505] low', 'warning', 'rank 3', 'low'],
  ])('has level, time, process and place: %s', (line, ...seen) => {
    expect(dated(line)).toEqual([...seen, time]);
  });

  it.each([
    'X0205 00:22:30.591136 1 onnxruntime.cc:2505] Loading',
    'E0205 gone',
    'I1340 00:22:30.591136 1 onnxruntime.cc:2505] Loading',
    'I3 is the third input',
  ])('is not %s', (line) => {
    expect(dated(line)).toEqual([null, null, line, '-']);
  });

  it('goes on in indented lines', () => {
    expect(recordsOf('I0205 00:22:30.591136 1 a.cc:5] Loading\n    the rest\n')).toMatchObject([{ text: 'Loading\n    the rest' }]);
  });
});
