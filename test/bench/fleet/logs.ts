import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of logs, each of another replica. */
export type LogFolder = { readonly path: string; readonly files: number; readonly bytes: number };

const captured = 'fixtures/captured';

/** The logs of real starts that this project has captured. */
const starts = (): string[] =>
  readdirSync(captured, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.log'))
    .sort()
    .map((name) => readFileSync(join(captured, name), 'utf8'));

/** What a replica says that serves; its server prints no clock. */
const servingLine = (replica: number, at: number): string =>
  `INFO:     10.${replica % 256}.${at % 256}.7:${1024 + (at % 60_000)} - "POST /v1/chat/completions HTTP/1.1" 200 OK\n`;

/** One of the captured starts, then so many lines of serving. */
const logOf = (start: string, replica: number, lines: number): string =>
  `${start.trimEnd()}\n${Array.from({ length: lines }, (_, at) => servingLine(replica, at)).join('')}`;

/** So many logs of so many lines of serving behind a start each, in the temporary folder; the same each time. */
export const logFolder = (files: number, servingLines: number): LogFolder => {
  const all = starts();
  const mark = createHash('sha256').update(all.join()).digest('hex').slice(0, 8);
  const path = join(tmpdir(), `coldcase-bench-fleet-${files}-${servingLines}-${mark}`);
  if (!existsSync(path)) {
    mkdirSync(`${path}.draft`, { recursive: true });
    for (let file = 0; file < files; file++) writeFileSync(join(`${path}.draft`, `pod-${file}.log`), logOf(all[file % all.length] ?? '', file, servingLines));
    renameSync(`${path}.draft`, path);
  }
  const bytes = readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
  return { path, files, bytes };
};
