import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type TrialResult, trialRunner } from '../../src/reproduce/run-trial.js';
import type { TrialJob } from '../../src/reproduce/trial/job.js';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-stand-in-'));
const job: TrialJob = {
  library: '',
  model: '',
  readsFile: true,
  session: {},
  tokenizer: null,
  shapes: [],
  order: [],
  laterRuns: { least: 1, most: 1, seconds: 0 },
};

const prelude = `
const { writeSync } = require('node:fs');
const tell = (message) => writeSync(3, JSON.stringify(message) + '\\n');
const now = () => String(process.hrtime.bigint());
`;

let programs = 0;
/** Runs a program that stands in for the trial's. */
const runInstead = (
  program: string,
  { timeoutSeconds = 20, env = {} as NodeJS.ProcessEnv, signal = new AbortController().signal } = {},
): Promise<TrialResult> => {
  programs += 1;
  const path = join(folder, `stand-in-${programs}.cjs`);
  writeFileSync(path, prelude + program);
  return trialRunner(env, timeoutSeconds, path)(job, signal);
};

const isRunning = (pid: number): boolean => {
  try {
    // A killed process that nobody has waited for is still listed.
    return !/^\S+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
};

describe('a trial', () => {
  it('gives its stages from the moment that the process was asked for', async () => {
    const { failure, stages } = await runInstead(`
      const at = now();
      tell({ kind: 'stage', stage: 'process-start', from: at, to: at, peakBytes: 7 });
      tell({ kind: 'stage', stage: 'import', from: at, to: String(BigInt(at) + 5_000_000n), peakBytes: null });
      tell({ kind: 'done' });
    `);
    expect(failure).toBeNull();
    expect(stages[0]).toMatchObject({ stage: 'process-start', startSeconds: 0, peakBytes: 7 });
    expect(stages[1]?.startSeconds).toBe(stages[0]?.seconds);
    expect(stages[1]?.seconds).toBeCloseTo(0.005, 9);
  });

  it('starts in an environment that loads nothing into it', async () => {
    const env = {
      PATH: process.env.PATH,
      NODE_OPTIONS: '--require /no/such/file',
      NODE_EXTRA_CA_CERTS: '/no/such/file',
      npm_config_x: '1',
      OMP_NUM_THREADS: '1',
    };
    const { refused } = await runInstead(`tell({ kind: 'refused', shape: 0, message: Object.keys(process.env).sort().join() }); tell({ kind: 'done' });`, {
      env,
    });
    expect(refused[0]?.message).toBe('NODE_DISABLE_COMPILE_CACHE,OMP_NUM_THREADS,PATH');
  });

  it('that hangs is ended with its children, and says in which stage', async () => {
    const { failure, stages, refused } = await runInstead(
      `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      const at = now();
      tell({ kind: 'stage', stage: 'process-start', from: at, to: at, peakBytes: null });
      tell({ kind: 'refused', shape: 0, message: String(child.pid) });
      tell({ kind: 'begins', stage: 'session-creation' });
      setInterval(() => {}, 1000);
      `,
      { timeoutSeconds: 2 },
    );
    expect(failure).toBe('not at its end after 2 s, in session-creation');
    expect(stages).toHaveLength(1);
    // A signal is sent at once; that it is obeyed may take a busy machine a moment.
    await expect.poll(() => isRunning(Number(refused[0]?.message)), { timeout: 10_000 }).toBe(false);
  });

  it('that is interrupted is ended too', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 300);
    expect((await runInstead('setInterval(() => {}, 1000);', { signal: controller.signal })).failure).toBe('interrupted');
    expect((await runInstead('', { signal: controller.signal })).failure).toBe('interrupted');
  });

  it.each([
    ['an error of the library', `tell({ kind: 'error', stage: 'session-creation', message: 'no such operator' });`, 'session-creation: no such operator'],
    ['an end before its time', `tell({ kind: 'begins', stage: 'import' }); console.error('one\\ntwo'); process.exit(3);`, 'ended in import with status 3: two'],
    ['an error of Node', `throw new RangeError('too much');`, 'ended in process-start with status 1: RangeError: too much'],
    ['a crash', `process.kill(process.pid, 'SIGABRT'); setInterval(() => {}, 1000);`, 'ended in process-start with SIGABRT'],
    ['a kill', `process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);`, 'killed in process-start, as the system does where memory runs out'],
  ])('says in words what ended it: %s', async (_, program, failure) => {
    expect((await runInstead(program)).failure).toBe(failure);
  });

  it('keeps what it told before it was cut off in the middle of a line', async () => {
    const { refused } = await runInstead(`tell({ kind: 'refused', shape: 1, message: 'x' }); writeSync(3, '{"kind":"do');`);
    expect(refused).toEqual([{ shape: 1, message: 'x' }]);
  });
});
