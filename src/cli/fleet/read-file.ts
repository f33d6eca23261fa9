import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { diagnoseSources } from '../../diagnose/run.js';
import type { Thresholds } from '../../diagnose/thresholds.js';
import { type BootRecord, bootRecord } from '../../fleet/boots/record.js';
import type { Report } from '../../model/report.js';
import { compressionOf } from '../../read/decompress.js';
import { openInputs } from '../../read/inputs.js';
import type { InputProblem, Source } from '../../read/source.js';
import { redacted } from '../../report/redaction/redact.js';
import type { RuleSet } from '../../rules/set.js';
import { logsAmong } from '../input/report-inputs.js';

export type FileJob = { readonly path: string };

export type FileResult = {
  readonly path: string;
  /** SHA-256 of its content, unpacked where it is compressed; null where it could not be read. */
  readonly hash: string | null;
  /** That of the file as it lies there, where that is compressed. */
  readonly packedHash?: string;
  /** How many bytes the hash is of. */
  readonly bytes?: number;
  /** Null where the content is known already, and was not read again. */
  readonly boots: readonly BootRecord[] | null;
  /** One sentence for each thing that could not be read. */
  readonly problems: readonly string[];
};

/** `contentOf`: hash of a content that is known, by the hash of a file that holds it; null: it is to be read. */
export type FileReader = { readonly rules: RuleSet; readonly thresholds: Thresholds; readonly contentOf: (hash: string) => string | null };

/** The boots of one log, or of one report of `--format json`, in short. */
export const readFileBoots = async ({ path }: FileJob, { rules, thresholds, contentOf }: FileReader): Promise<FileResult> => {
  const hashed = await hashOf(path);
  const known = hashed === null ? null : contentOf(hashed.hash);
  if (hashed !== null && known !== null) return { path, hash: known, bytes: hashed.bytes, boots: null, problems: [] };
  const given: Report[] = [];
  const content = hashed?.isPacked === true ? createHash('sha256') : null;
  let contentBytes = 0;
  const inputs = withBytes(openInputs([path]), (bytes) => {
    content?.update(bytes);
    contentBytes += bytes.length;
  });
  const logs = logsAmong(inputs, (report) => given.push(report));
  const { report, problems } = await diagnoseSources(logs, { rules, thresholds });
  const boots = [...given, report].flatMap((one) => one.boots).map(bootRecord);
  const read = { path, boots: redacted(boots), problems: problems.map(({ message }) => message) };
  if (hashed === null || problems.length > 0) return { ...read, hash: null };
  if (content === null) return { ...read, hash: hashed.hash, bytes: hashed.bytes };
  return { ...read, hash: content.digest('hex'), packedHash: hashed.hash, bytes: contentBytes };
};

/** The same inputs; `onBytes` sees the bytes of each block. */
async function* withBytes(inputs: AsyncIterable<Source | InputProblem>, onBytes: (bytes: Buffer) => void): AsyncGenerator<Source | InputProblem> {
  for await (const input of inputs) {
    if (!('blocks' in input)) yield input;
    else
      yield {
        ...input,
        async *blocks(steady) {
          for await (const block of input.blocks(steady)) {
            onBytes(block.bytes);
            yield block;
          }
        },
      };
  }
}

const readBytes = 1 << 20;

/** Not by a stream: of a short file its steps from thread to thread take longer than the reading. */
const hashOf = async (path: string): Promise<{ readonly hash: string; readonly bytes: number; readonly isPacked: boolean } | null> => {
  const hash = createHash('sha256');
  try {
    const file = openSync(path, 'r');
    try {
      const room = Buffer.allocUnsafe(Math.min(readBytes, fstatSync(file).size + 1));
      let bytes = 0;
      let isPacked = false;
      for (let read = readSync(file, room); read > 0; read = readSync(file, room)) {
        if (bytes === 0) isPacked = compressionOf(room.subarray(0, read)) !== null;
        hash.update(room.subarray(0, read));
        bytes += read;
        // Between two pieces Ctrl-C must be heard.
        if (read === readBytes) await new Promise((resolve) => setImmediate(resolve));
      }
      return { hash: hash.digest('hex'), bytes, isPacked };
    } finally {
      closeSync(file);
    }
  } catch {
    // The reading proper says what is wrong.
    return null;
  }
};
