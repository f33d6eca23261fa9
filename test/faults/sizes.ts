import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.js';
import type { Fault } from './fault.js';

const written = (file: string, count: number, line: (index: number) => string): void => {
  const descriptor = openSync(file, 'w');
  for (let from = 0; from < count; from += 50_000)
    writeSync(descriptor, Array.from({ length: Math.min(50_000, count - from) }, (_, index) => `${line(from + index)}\n`).join(''));
  closeSync(descriptor);
};

type Size = { readonly name: string; readonly holds: string; readonly count: number; readonly line: (index: number) => string; readonly status: number };

const sized = ({ name, holds, count, line, status: expected }: Size): Fault => ({
  name: `${name} in one file (a heap of 512 MB)`,
  holds,
  provoke: async (folder) => {
    const file = join(folder, 'many.log');
    written(file, count, line);
    const { status, err } = await run([file, '--quiet', '--no-redact'], { folder, env: { NODE_OPTIONS: '--max-old-space-size=512' } });
    rmSync(file);
    const words =
      err
        .trim()
        .split('\n')
        .at(-1)
        ?.replace(/^.*many\.log/, 'many.log') ?? '';
    return {
      times: 1,
      seen: words === '' ? `status ${status}` : `status ${status}: ${words.slice(0, 200)}`,
      wrong: status === expected ? [] : [`${status}: ${err.slice(0, 300)}`],
    };
  },
});

/** Sizes that the tests try in small. */
export const sizes: readonly Fault[] = [
  sized({
    name: '10^6 replicas',
    holds: '10,000 are told of, and it is said how much of others is left out.',
    count: 1_000_000,
    line: (index) => `[pod/scorer-${index}/main] Loading weights: 1.8s`,
    status: 2,
  }),
  sized({
    name: '10^7 different step names',
    holds: 'It is read through in bounded memory.',
    count: 10_000_000,
    line: (index) => `2026-01-01 00:00:00 INFO Step${index} load: 1.8s`,
    status: 0,
  }),
];
