import { describe, expect, it } from 'vitest';
import { mayRedraw, statesOf } from '../../src/read/redraw.js';
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

describe('a text that may be redrawn', () => {
  it.each(['a\rb', 'done 3/4 [00:01<00:00, 3.2s/it]', '3/4 [00:01<00:00, 3.2it/s]', '3/4 [00:01<00:00, 3.2MB/s]'])('shows by a mark of bars: %j', (text) => {
    expect(mayRedraw(text)).toBe(true);
  });

  it.each(['', 'a\nb', '3/4 of it'])('shows no such mark: %j', (text) => {
    expect(mayRedraw(text)).toBe(false);
  });
});

describe('the states of a line', () => {
  it.each([
    ['are none of nothing', '', []],
    ['are none of blanks', ' \r  \r', []],
    ['are the line where there is one', 'a: 1%', ['a: 1%']],
    ['are all of two', 'a 1%\ra 2%', ['a 1%', 'a 2%']],
    ['are the first and the last of three of one shape', 'a 1%\ra 2%\ra 3%', ['a 1%', 'a 3%']],
    ['have blank ones left out', 'a 1%\r \ra 2%\r\ra 3%\r', ['a 1%', 'a 3%']],
    ['begin again with each shape', 'a 1\ra 2\ra 3\rb 1\rb 2\rb 3\ra 4', ['a 1', 'a 3', 'b 1', 'b 3', 'a 4']],
    ['may begin with what a collector put in front', 'web | a 1\ra 2\ra 3', ['web | a 1', 'a 3']],
    ['differ where one is a bar and the other no bar', 'a 1/9 [\ra', ['a 1/9 [', 'a']],
    ['are of words that differ', 'one\rtwo\rthree', ['one', 'two', 'three']],
    ['are of words that end alike, behind the first', 'x\ra y\ry\ry', ['x', 'a y', 'y', 'y']],
    ['are of one shape where nothing but figures differ', 'a 10.5%: 3/4\ra 9%: 1/4\ra 100%: 4/4', ['a 10.5%: 3/4', 'a 100%: 4/4']],
  ] as const)('%s', (_, text, states) => {
    expect(statesOf(text)).toEqual(states);
  });

  it('are 400 at most, of which the last is the last', () => {
    const words = Array.from({ length: 1000 }, (_, index) => `${'ab'.repeat(index % 7)}${index % 2 === 0 ? 'x' : 'y'}`);
    const states = statesOf(`${words.join('\r')}\rend`);
    expect([states.length, states[0], states[398], states[399]]).toEqual([400, words[0], words[398], 'end']);
    expect(statesOf(words.slice(0, 400).join('\r'))).toEqual(words.slice(0, 400));
  });
});
