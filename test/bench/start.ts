import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTurn, type Result } from './in-turn.js';
import { shortVllmLog } from './vllm-log.js';

const program = 'dist/bin/coldcase.js';

/** How long the command takes to start, against Node doing nothing. */
export function benchStart(rounds: number): Result[] {
  const log = join(tmpdir(), `coldcase-bench-${process.pid}.log`);
  writeFileSync(log, shortVllmLog(100));
  try {
    return inTurn(
      [
        { name: '`node -e 0`', words: [process.execPath, '-e', '0'] },
        { name: '`coldcase --version`', words: [process.execPath, program, '--version'], limit: 1.2 },
        { name: '`coldcase`, 100 lines', words: [process.execPath, program, log], limit: 1.7 },
        { name: 'without its code cache', words: [process.execPath, program, log], env: { NODE_DISABLE_COMPILE_CACHE: '1' } },
      ],
      rounds,
    );
  } finally {
    rmSync(log);
  }
}
