import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { singleFile } from './bundle.js';

/**
 * Writes `dist/single/coldcase.cjs`, the command as one file, and runs a copy of it in an empty folder: it must give there, byte for byte,
 * what the package gives.
 */

const file = 'dist/single/coldcase.cjs';
const log = resolve('fixtures/lesson.log');

mkdirSync('dist/single', { recursive: true });
writeFileSync(file, await singleFile());
chmodSync(file, 0o755);

const folder = mkdtempSync(join(tmpdir(), 'coldcase-single-'));
try {
  const alone = join(folder, 'coldcase.cjs');
  copyFileSync(file, alone);
  for (const words of [['--version'], [log], [log, '--format', 'html'], ['explain', 'compile-at-startup'], ['fleet', log, '--format', 'json'], ['plan', log]]) {
    const [ours, theirs] = [alone, resolve('dist/bin/coldcase.js')].map((program) =>
      execFileSync(process.execPath, [program, ...words], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
    );
    if (ours !== theirs) throw new Error(`the single file answers otherwise than the package: coldcase ${words.join(' ')}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${file}: answers as the package does`);
