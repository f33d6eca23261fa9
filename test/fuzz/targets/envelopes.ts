import { strict as assert } from 'node:assert';
import type { Record } from '../../../src/model/record.js';
import { beginningOf } from '../../../src/read/beginning.js';
import { documentKindOf } from '../../../src/read/document.js';
import { createRecordParser } from '../../../src/read/parser.js';
import { marginOf } from '../../../src/read/pasted/margin.js';
import type { Chance } from '../inputs/chance.js';
import { type Envelope, someEnvelopes, wrapped } from '../inputs/envelopes.js';
import { fuzzedLog } from '../inputs/log.js';
import type { Target, Trial } from '../target.js';

const now = Date.UTC(2026, 10, 1) / 1000;
const messages = [
  'Loading weights: 1.8s',
  'Tokenizer vocab load: 700ms',
  'CUDA context creation: 2.3s',
  'café ready',
  'worker "a" started',
  'path C:\\models\\x',
];

const recordsOf = (blocks: readonly string[]): Record[] => {
  const parser = createRecordParser('x.log', { now });
  let firstLine = 1;
  const records = blocks.flatMap((block) => {
    const found = parser.all({ bytes: Buffer.from(block), firstLine });
    firstLine += block.split('\n').length - 1;
    return found;
  });
  return [...records, ...parser.end()];
};

/** What holds of any record. */
const checkRecord = (record: Record, lines: number): void => {
  assert.ok(record.line >= 1 && record.line <= lines, `line ${record.line} of ${lines}`);
  assert.ok(record.time === null || Number.isFinite(record.time), `time ${record.time}`);
  assert.ok(Number.isFinite(record.resolutionSeconds) && record.resolutionSeconds >= 0, `resolution ${record.resolutionSeconds}`);
  assert.ok(record.raw.length <= 70_000, 'raw is bounded');
};

/** A known message in known envelopes comes out as it went in, with the clock of one of them. */
const roundTrip = (chance: Chance): Trial => {
  const message = chance.pick(messages);
  const envelopes = someEnvelopes(chance);
  const instant = now - 1 - chance.below(20_000_000_000) / 1000;
  const line = wrapped(message, envelopes, instant);
  return { input: line, check: () => checkRoundTrip(recordsOf([`${line}\n`]), { message, envelopes, instant }) };
};

const checkRoundTrip = (
  records: readonly Record[],
  { message, envelopes, instant }: { readonly message: string; readonly envelopes: readonly Envelope[]; readonly instant: number },
): void => {
  assert.deepEqual(
    records.map(({ text }) => text),
    [message],
  );
  const clocks = envelopes.flatMap(({ resolutionSeconds }) => resolutionSeconds ?? []);
  const time = records[0]?.time ?? null;
  if (clocks.length === 0) assert.equal(time, null, 'no time from nothing');
  else assert.ok(time !== null && Math.abs(time - instant) <= Math.max(...clocks) + 1e-3, `time ${time} of ${instant}`);
};

/** Whether a beginning tells how to read what follows. */
const isTold = (text: string): boolean => {
  const sample = beginningOf(Buffer.from(text));
  return documentKindOf(sample) !== null || marginOf(sample) !== null || /^\s*(?:Name:|-)/m.test(sample);
};

/** A log cut into blocks at any line feed gives the same records. */
const anyBlocks = (chance: Chance): Trial => {
  const text = fuzzedLog(chance);
  const blocks = [''];
  for (const line of text.split(/(?<=\n)/)) {
    if (chance.oneIn(3)) blocks.push('');
    blocks[blocks.length - 1] += line;
  }
  return {
    input: text,
    check: () => {
      const records = recordsOf([text]);
      for (const record of records) checkRecord(record, text.split('\n').length);
      // A document or a margin is told by the first 8 KiB, so these have to come in one block.
      if (![text, blocks[0] ?? ''].some(isTold)) assert.deepEqual(recordsOf(blocks), records);
    },
  };
};

/** Messages come out of envelopes inside envelopes; any line gives records with sound numbers, whatever the blocks. */
export const envelopesTarget: Target = {
  name: 'envelopes',
  holds: 'A message comes out of envelopes inside envelopes as it went in, with its clock; any log gives the same records in blocks of any size.',
  share: 60,
  trial: (chance) => (chance.oneIn(5) ? anyBlocks(chance) : roundTrip(chance)),
};
