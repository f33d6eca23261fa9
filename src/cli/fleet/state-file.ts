import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import type { BootRecord } from '../../fleet/boots/record.js';
import { UserError } from '../../model/user-error.js';

/** The boots that earlier runs found, by the hash of their log; kept as lines of JSON, so that a run that is killed loses one line at most. */
export type FleetState = {
  readonly known: ReadonlyMap<string, readonly BootRecord[]>;
  /** Hashes of contents that are known, by the hashes of files that hold them: their own, and those of compressed ones. */
  readonly contents: ReadonlyMap<string, string>;
  readonly add: (of: FileHashes, boots: readonly BootRecord[]) => void;
  /** Whether what was there is of other rules, or of another version, and was left aside. */
  readonly isStale: boolean;
};

/** Hash of a content, and that of the compressed file that it was read from. */
export type FileHashes = { readonly hash: string; readonly packedHash?: string };

type Head = { readonly coldcaseFleet: 1; readonly madeBy: string };

/**
 * Opens a state file, or begins one. `madeBy` stands for all that boots hang on besides their log: another one begins the file anew. Throws a
 * UserError where the file is something else, or cannot be written.
 */
export const openState = (file: string, madeBy: string): FleetState => {
  const lines = (textOf(file) ?? '').split('\n');
  const head = parsed(lines[0] ?? '') as Partial<Head> | null;
  if (lines[0] !== '' && head?.coldcaseFleet !== 1)
    throw new UserError('is no state of coldcase fleet; name a file that is not there yet, or one that --state wrote', { file });
  const isSame = head?.madeBy === madeBy;
  const known = new Map<string, readonly BootRecord[]>();
  const contents = new Map<string, string>();
  if (isSame) for (const line of lines.slice(1)) keep(known, contents, line);
  const write = (text: string, how: typeof appendFileSync): void => {
    try {
      how(file, text);
    } catch (error) {
      throw new UserError(`cannot be written (${(error as NodeJS.ErrnoException).code}); name another file by --state`, { file });
    }
  };
  if (!isSame) write(`${JSON.stringify({ coldcaseFleet: 1, madeBy } satisfies Head)}\n`, writeFileSync);
  // A run that was killed may have left half a line.
  else if (lines.at(-1) !== '') write('\n', appendFileSync);
  const add: FleetState['add'] = ({ hash, packedHash }, boots) => write(`${JSON.stringify({ hash, packedHash, boots })}\n`, appendFileSync);
  return { known, contents, isStale: lines[0] !== '' && !isSame, add };
};

const textOf = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new UserError(`cannot be read (${code}); name another file by --state`, { file });
  }
};

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
};

const keep = (known: Map<string, readonly BootRecord[]>, contents: Map<string, string>, line: string): void => {
  const entry = parsed(line);
  if (typeof entry !== 'object' || entry === null) return;
  const { hash, packedHash, boots } = entry as { hash?: unknown; packedHash?: unknown; boots?: unknown };
  if (typeof hash !== 'string' || !Array.isArray(boots)) return;
  known.set(hash, boots as BootRecord[]);
  contents.set(hash, hash);
  if (typeof packedHash === 'string') contents.set(packedHash, hash);
};
