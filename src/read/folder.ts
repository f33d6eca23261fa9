import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { compressionOf } from './decompress.js';
import { encodingOf } from './encoding.js';
import { createRecordParser } from './parser.js';
import { sampleOf } from './sample.js';
import { isLogTable } from './table.js';

/** The files of a folder that look like logs, sorted so that `rank2.log` comes before `rank10.log`, and `previous.log` first; and how many others there are. */
export type FolderLogs = { readonly logs: readonly string[]; readonly skipped: number };

const skippedFolders = new Set(['node_modules', '.git', '__pycache__', '.venv', 'venv']);
const namedAsLog =
  /(?:\.(?:log|out|err)|(?:^|[._-])(?:log|logs|stdout|stderr|console|syslog|messages|journal))(?:[._-]?[\d:T.-]+(?:previous|old)?|[._-](?:old|previous|txt|json|jsonl|ndjson))*(?:\.(?:gz|zst))?$/i;
const mayBeLog = /\.(?:txt|jsonl?|ndjson|ya?ml|text|describe|events)(?:\.(?:gz|zst))?$|^[^.]+$/i;
const mayBeTable = /\.(?:csv|tsv)$/i;
const previous = /(?:^|[._-])previous(?![a-z])/i;
const sampleLines = 200;

const looksLikeLog = (path: string, name: string): boolean => {
  const isNamed = namedAsLog.test(name);
  if (!isNamed && !mayBeLog.test(name) && !mayBeTable.test(name)) return false;
  const sample = readableSampleOf(path);
  // An unreadable file is given on, so that it is reported.
  if (sample === null) return isNamed;
  if (compressionOf(sample) !== null) return isNamed || /\.(?:txt|jsonl?|ndjson)\./i.test(name);
  if (sample.length === 0 || encodingOf(sample) === 'binary') return false;
  return isNamed || (mayBeTable.test(name) ? isLogTable(sample.toString('utf8')) : holdsRecords(sample));
};

const readableSampleOf = (path: string): Buffer | null => {
  try {
    return sampleOf(path);
  } catch {
    return null;
  }
};

/** Whether the beginning of a file has lines with a clock or a level. */
const holdsRecords = (sample: Buffer): boolean => {
  let end = 0;
  for (let line = 0; line < sampleLines; line += 1) {
    const next = sample.indexOf(10, end);
    if (next < 0) break;
    end = next + 1;
  }
  const parser = createRecordParser('');
  const records = [...parser.all({ bytes: sample.subarray(0, end === 0 ? sample.length : end), firstLine: 1 }), ...parser.end()];
  return records.some((record) => record.time !== null || record.level !== null);
};

/** Links to folders are not followed: they may lead round in a circle. */
const isLinkToFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isFile() ?? false;

/** Looks through a folder and the folders in it. Throws what the file system says of the folder itself. */
export const logsIn = async (folder: string): Promise<FolderLogs> => {
  const logs: string[] = [];
  let skipped = 0;
  const entries = await readdir(folder, { withFileTypes: true });
  // What a container said before its restart comes before what it says now.
  entries.sort(
    (left, right) => Number(previous.test(right.name)) - Number(previous.test(left.name)) || left.name.localeCompare(right.name, 'en', { numeric: true }),
  );
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (skippedFolders.has(entry.name)) continue;
      const inner = await logsIn(path).catch(() => ({ logs: [], skipped: 0 }));
      logs.push(...inner.logs);
      skipped += inner.skipped;
    } else if (entry.isFile() || (entry.isSymbolicLink() && (await isLinkToFile(path)))) {
      if (looksLikeLog(path, entry.name)) logs.push(path);
      else skipped += 1;
    }
  }
  return { logs, skipped };
};
