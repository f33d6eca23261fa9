import { strict as assert } from 'node:assert';
import { createSplitter, longestLineBytes } from '../../../src/read/blocks.js';
import type { Chance } from '../inputs/chance.js';
import { fuzzedLog, pieces } from '../inputs/log.js';
import type { Target } from '../target.js';

const giant = (chance: Chance): string => 'x'.repeat(longestLineBytes - 20 + chance.below(40));

const joined = (chunks: readonly Buffer[], flushes: boolean): { text: string; cut: number } => {
  const splitter = createSplitter();
  let text = '';
  let cut = 0;
  let line = 1;
  const take = (blocks: ReturnType<typeof splitter.end>): void => {
    for (const block of blocks) {
      assert.equal(block.firstLine, line, 'a block begins at the line after the last one');
      const part = block.bytes.toString('latin1');
      line += part.split('\n').length - 1;
      text += part;
      cut += block.cutLines ?? 0;
    }
  };
  for (const chunk of chunks) {
    take(splitter.push(chunk));
    if (flushes) take(splitter.flush());
  }
  take(splitter.end());
  return { text, cut };
};

/** Chunks of any size give the lines of the whole, numbered without a break, each cut at its limit. */
export const linesTarget: Target = {
  name: 'lines',
  holds: 'Chunks of any size give the same lines, numbered without a break, each within its limit.',
  share: 12,
  trial: (chance) => {
    const text = chance.oneIn(3000) ? [fuzzedLog(chance), giant(chance), fuzzedLog(chance)].join('\n') : fuzzedLog(chance);
    const bytes = Buffer.from(text);
    const chunks = text.length > longestLineBytes ? [bytes.subarray(0, 100), bytes.subarray(100)] : pieces(bytes, chance);
    const flushes = chance.oneIn(2);
    return {
      input: text,
      check: () => {
        const whole = bytes.toString('latin1').split('\n');
        const found = joined(chunks, flushes);
        assert.equal(found.text, whole.map((line) => line.slice(0, longestLineBytes)).join('\n'));
        assert.equal(found.cut, whole.filter((line) => line.length > longestLineBytes).length);
      },
    };
  },
};
