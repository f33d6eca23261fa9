import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { dimensions } from '../plan/dimensions.js';
import type { Clock, Target } from './target.js';

/** Starts a command line by the shell. */
export type StartShell = (line: string, environment: Readonly<{ [name: string]: string }>, signal: AbortSignal) => ChildProcessWithoutNullStreams;

/** What a command writes beyond this is not compared. */
const mostBytes = 1024 ** 2;

/** A command that is run once a pass: the shape comes as `COLDCASE_BATCH` and so on, and as JSON on standard input; its output is the answer. */
export const commandTarget = (line: string, { start, clock }: { readonly start: StartShell; readonly clock: Clock }): Target => ({
  isAlive: async () => true,
  run: (shape, variant, signal) =>
    new Promise((resolve) => {
      const sizes = dimensions.flatMap((dimension) =>
        shape[dimension] === undefined ? [] : [[`COLDCASE_${dimension.toUpperCase()}`, String(shape[dimension])]],
      );
      const begin = clock();
      const child = start(line, Object.fromEntries([...sizes, ['COLDCASE_VARIANT', String(variant)]]), signal);
      const read = { out: '', err: '' };
      const keep = (name: 'out' | 'err') => (chunk: Buffer) => {
        if (read[name].length < mostBytes) read[name] += chunk.toString();
      };
      child.stdout.on('data', keep('out'));
      child.stderr.on('data', keep('err'));
      child.on('error', (error) =>
        resolve({ kind: 'failed', why: signal.aborted ? 'was stopped while the command ran' : `cannot be started: ${error.message}` }),
      );
      child.on('close', (code, killed) => {
        if (code === 0) return resolve({ kind: 'answered', seconds: clock() - begin, firstTokenSeconds: null, answer: read.out });
        const last = read.err.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
        resolve({ kind: 'failed', why: `the command ended with ${code ?? killed}${last === '' ? '' : `: ${last}`}` });
      });
      // A command need not read what it is given.
      child.stdin.on('error', () => {});
      child.stdin.end(`${JSON.stringify({ ...shape, variant })}\n`);
    }),
});
