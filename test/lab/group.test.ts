import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Line, startGroup } from './service/group.js';

describe('a service as a process group', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lab-group-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('leaves no process behind, not even a child that takes no SIGTERM', async () => {
    const lines: Line[] = [];
    const started = new Promise<void>((resolve) => {
      const script = 'sh -c \'trap "" TERM; echo $$; while :; do sleep 0.1; done\' & wait';
      const group = startGroup(['sh', '-c', script], { folder, environment: env, replica: 0 }, (line) => {
        lines.push(line);
        void group.stop().then(resolve);
      });
    });
    await started;
    // An orphan that has ended stays a zombie where process 1 reaps none.
    const stat = await readFile(`/proc/${lines[0]?.text}/stat`, 'utf8').catch(() => ') X');
    expect(stat.slice(stat.lastIndexOf(')') + 2)).toMatch(/^[ZX]/);
  });

  it('gives the lines of both streams and the status', async () => {
    const lines: Line[] = [];
    const group = startGroup(['sh', '-c', 'echo out; echo err >&2; exit 3'], { folder, environment: env, replica: 1 }, (line) => lines.push(line));
    expect(await group.ended).toEqual({ status: 3, signal: null });
    expect(lines.map(({ text, stream, replica }) => [text, stream, replica]).sort()).toEqual([
      ['err', 'stderr', 1],
      ['out', 'stdout', 1],
    ]);
  });

  it('is killed with whoever started it', async () => {
    const module = join(import.meta.dirname, 'service/group.ts');
    const script = `import { startGroup } from '${module}';
      startGroup(['sh', '-c', 'echo $$; sleep 60'], { folder: '.', environment: process.env, replica: 0 }, ({ text }) => console.log(text));`;
    const lab = spawn(execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [pid] = await once(lab.stdout.setEncoding('utf8'), 'data');
    lab.kill('SIGKILL');
    await expect.poll(() => readFile(`/proc/${String(pid).trim()}/stat`, 'utf8').catch(() => ') X'), { timeout: 5_000 }).toMatch(/\) [ZX]/);
  });
});
