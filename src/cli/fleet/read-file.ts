import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { diagnoseSources } from '../../diagnose/run.js';
import type { Thresholds } from '../../diagnose/thresholds.js';
import { type BootRecord, bootRecord } from '../../fleet/boots/record.js';
import type { Report } from '../../model/report.js';
import { openInputs } from '../../read/inputs.js';
import { redacted } from '../../report/redaction/redact.js';
import type { RuleSet } from '../../rules/set.js';
import { logsAmong } from '../input/report-inputs.js';

export type FileJob = { readonly path: string };

export type FileResult = {
  readonly path: string;
  /** SHA-256 of the file; null where it could not be read. */
  readonly hash: string | null;
  /** How many bytes the hash is of. */
  readonly bytes?: number;
  /** Null where the content is known already, and was not read again. */
  readonly boots: readonly BootRecord[] | null;
  /** One sentence for each thing that could not be read. */
  readonly problems: readonly string[];
};

export type FileReader = { readonly rules: RuleSet; readonly thresholds: Thresholds; readonly isKnown: (hash: string) => boolean };

/** The boots of one log, or of one report of `--format json`, in short. */
export const readFileBoots = async ({ path }: FileJob, { rules, thresholds, isKnown }: FileReader): Promise<FileResult> => {
  const hashed = await hashOf(path);
  const hash = hashed?.hash ?? null;
  const bytes = hashed?.bytes ?? 0;
  if (hash !== null && isKnown(hash)) return { path, hash, bytes, boots: null, problems: [] };
  const given: Report[] = [];
  const logs = logsAmong(openInputs([path]), (report) => given.push(report));
  const { report, problems } = await diagnoseSources(logs, { rules, thresholds });
  const boots = [...given, report].flatMap((one) => one.boots).map(bootRecord);
  return { path, hash: problems.length > 0 ? null : hash, bytes, boots: redacted(boots), problems: problems.map(({ message }) => message) };
};

const readBytes = 1 << 20;

/** Not by a stream: of a short file its steps from thread to thread take longer than the reading. */
const hashOf = async (path: string): Promise<{ readonly hash: string; readonly bytes: number } | null> => {
  const hash = createHash('sha256');
  try {
    const file = openSync(path, 'r');
    try {
      const room = Buffer.allocUnsafe(Math.min(readBytes, fstatSync(file).size + 1));
      let bytes = 0;
      for (let read = readSync(file, room); read > 0; read = readSync(file, room)) {
        hash.update(room.subarray(0, read));
        bytes += read;
        // Between two pieces Ctrl-C must be heard.
        if (read === readBytes) await new Promise((resolve) => setImmediate(resolve));
      }
      return { hash: hash.digest('hex'), bytes };
    } finally {
      closeSync(file);
    }
  } catch {
    // The reading proper says what is wrong.
    return null;
  }
};
