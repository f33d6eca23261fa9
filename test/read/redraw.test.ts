import { describe, expect, it } from 'vitest';
import { recordsOf } from './records.js';

const state = (title: string, done: number, of: number): string =>
  `${title}: ${String(Math.floor((100 * done) / of)).padStart(3)}%|${'█'.repeat(done % 9)}| ${done}/${of} [00:${String(done % 60).padStart(2, '0')}<00:41,  1.60it/s]`;
const bar = (title: string): string[] => Array.from({ length: 20 }, (_, index) => state(title, index, 19));
const shown = (log: string): (readonly [number, string])[] => recordsOf(log).map(({ line, text }) => [line, text]);

describe('progress bars', () => {
  const states = bar('Capturing CUDA graph shapes');
  const ends = [
    [1, states[0]],
    [1, states[19]],
  ];

  it('keep the first and last state of a redrawn line, with its number', () => {
    expect(shown(`${states.join('\r')}\nnext\n`)).toEqual([...ends, [2, 'next']]);
  });

  it('keep them where the carriage return was lost', () => {
    expect(shown(`${states.join('')}\nnext\n`)).toEqual([...ends, [2, 'next']]);
  });

  it('let a message after a bar be a record of its own', () => {
    const records = recordsOf(`(E pid=1) ${states.join('')}INFO 11-04 19:36:34 [a.py:1] ready\n`);
    expect(records.map(({ line, text, level, stream }) => [line, text, level, stream.process])).toEqual([
      [1, states[0], null, 'pid 1'],
      [1, states[19], null, 'pid 1'],
      [1, 'ready', 'info', 'pid 1'],
    ]);
  });

  it('are told apart by their titles', () => {
    expect(shown([...bar('a'), ...bar('b')].join('\r'))).toHaveLength(4);
  });

  it('may have changing words behind their figures', () => {
    const log = Array.from(
      { length: 9 },
      (_, index) => `Loading weights:  ${index}%|█| ${index}/9 [00:01<00:00, 3.2it/s, param=layers.${index}.${'abc'[index % 3]}]`,
    ).join('\r');
    expect(shown(log)).toHaveLength(2);
  });

  it('are found inside a JSON record', () => {
    expect(shown(JSON.stringify({ log: `${states.join('\r')}\n`, stream: 'stderr', time: '2026-01-01T00:00:00Z' }))).toEqual(ends);
  });

  it('may be words without a bar', () => {
    expect(shown('pulling 1%\rpulling 50%\rpulling 100%\rdone\n').map(([, text]) => text)).toEqual(['pulling 1%', 'pulling 100%', 'done']);
  });

  it('do not split a line that is one message', () => {
    expect(shown('speed is 3.2it/s] or so, not bad\n')).toHaveLength(1);
  });

  it('leave lines ended by CRLF alone', () => {
    expect(shown('a\r\nb\r\n')).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
  });
});
