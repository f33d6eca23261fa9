import { closeSync, existsSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shortVllmLog } from './vllm-log.js';

/** The kinds of log that a diagnosis meets. */
export const kinds = ['steady', 'starts', 'json'] as const;
export type Kind = (typeof kinds)[number];

export const kindTitles: Readonly<Record<Kind, string>> = {
  steady: 'one start, then long serving',
  starts: 'a start every 200 lines',
  json: "one start, then long serving, in Docker's JSON",
};

const linesInAStart = 200;

/** The log of a kind, of about so many bytes; kept in the temporary folder for the next run. The same each time. */
export function logOf(kind: Kind, bytes: number): string {
  const path = join(tmpdir(), `coldcase-bench-${kind}-${bytes}.log`);
  if (existsSync(path) && statSync(path).size >= bytes) return path;
  const file = openSync(`${path}.draft`, 'w');
  const piece = pieceOf(kind, Math.min(bytes, 8 << 20));
  const rest = kind === 'starts' ? piece : piece.slice(piece.indexOf('Received request'));
  const again = rest.slice(rest.indexOf('\n') + 1);
  let written = writeSync(file, piece);
  while (written < bytes) written += writeSync(file, again);
  closeSync(file);
  renameSync(`${path}.draft`, path);
  return path;
}

function pieceOf(kind: Kind, bytes: number): string {
  const lines = Math.ceil(bytes / 180);
  if (kind === 'starts') return shortVllmLog(linesInAStart).repeat(Math.ceil(lines / linesInAStart));
  const text = shortVllmLog(lines);
  return kind === 'steady' ? text : text.trimEnd().split('\n').map(inDockerJson).join('\n').concat('\n');
}

function inDockerJson(line: string, index: number): string {
  const time = new Date(Date.UTC(2025, 1, 11, 5, 31, 2) + index * 40).toISOString();
  return JSON.stringify({ log: `${line}\n`, stream: 'stderr', time });
}
