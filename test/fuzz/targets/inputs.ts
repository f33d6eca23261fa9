import { strict as assert } from 'node:assert';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { diagnoseSources } from '../../../src/diagnose/run.js';
import type { Report } from '../../../src/model/report.js';
import { inputSource } from '../../../src/read/lines-source.js';
import type { InputProblem, Source } from '../../../src/read/source.js';
import type { Chance } from '../inputs/chance.js';
import { fuzzedLog, pieces } from '../inputs/log.js';
import { checkReport } from '../sound-report.js';
import type { Target } from '../target.js';

const now = new Date(Date.UTC(2026, 10, 1));

async function* only(source: Source): AsyncGenerator<Source | InputProblem> {
  yield source;
}

const diagnosed = async (chunks: readonly Buffer[]): Promise<{ readonly report: Report; readonly problems: readonly string[] }> => {
  const { report, problems } = await diagnoseSources(only(inputSource('x.log', Readable.from(chunks, { objectMode: false }))), { now });
  return { report, problems: problems.map(({ message }) => message) };
};

const broken = (bytes: Buffer, chance: Chance): Buffer => {
  const changed = Buffer.from(bytes);
  for (let left = chance.below(4); left > 0; left -= 1) changed[chance.below(changed.length)] = chance.below(256);
  return changed.subarray(0, chance.oneIn(3) ? chance.below(changed.length + 1) : changed.length);
};

/** Ways in which the bytes of a log come. */
const encoded = (text: string, chance: Chance): Buffer => {
  const bytes = chance.pick([
    () => Buffer.from(text),
    () => gzipSync(text),
    () => broken(gzipSync(text), chance),
    () => Buffer.concat([gzipSync(text), gzipSync(text)]),
    () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
    () => Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]),
    () => broken(Buffer.from(text), chance),
    () => Buffer.concat([Buffer.alloc(1 + chance.below(2000)), Buffer.from(text)]),
    () => Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), Buffer.from(text)]),
  ])();
  return bytes.length === 0 ? Buffer.from('\n') : bytes;
};

/** Bytes as they come from a pipe: compressed, in UTF-16, damaged. A problem is a sentence; the report stands all the same. */
export const inputsTarget: Target = {
  name: 'inputs',
  holds: 'Bytes as a pipe gives them (gzip, UTF-16, damaged, binary) give a sound report, problems of one line, and the same in chunks of any size.',
  share: 0.5,
  trial: (chance) => {
    const bytes = encoded(fuzzedLog(chance), chance);
    const chunks = chance.oneIn(2) ? pieces(bytes, chance) : null;
    return {
      input: bytes.toString('latin1'),
      check: async () => {
        const whole = await diagnosed([bytes]);
        checkReport(whole.report);
        for (const problem of whole.problems) assert.match(problem, /^standard input: .|^x\.log: [^\n]+\.$/);
        if (chunks !== null) assert.deepEqual(await diagnosed(chunks), whole);
      },
    };
  },
};
