import { PassThrough, Readable } from 'node:stream';
import { main } from '../../src/cli/main.js';
import type { Io } from '../../src/cli/terminal/io.js';

export type Ran = { readonly status: number; readonly out: string; readonly err: string };

export type Given = {
  /** What comes in by a pipe; undefined: standard input is a terminal. */
  readonly stdin?: string;
  readonly env?: { readonly [name: string]: string };
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly onSignal?: Io['onSignal'];
};

const text = (stream: PassThrough): string => stream.read()?.toString() ?? '';

/** Runs the command in this process, with streams of its own. */
export const run = async (args: readonly string[], given: Given = {}): Promise<Ran> => {
  const sink = (): PassThrough =>
    Object.assign(new PassThrough({ highWaterMark: 1e9 }), {
      isTTY: given.isTerminal === true,
      ...(given.columns === undefined ? {} : { columns: given.columns }),
    });
  const [stdout, stderr] = [sink(), sink()];
  const stdin = Object.assign(given.stdin === undefined ? new PassThrough() : Readable.from([Buffer.from(given.stdin)]), { isTTY: given.stdin === undefined });
  const io: Io = { stdin, stdout, stderr, env: given.env ?? {}, onInterrupt: () => () => {}, onSignal: given.onSignal ?? (() => () => {}) };
  const status = await main(args, io);
  return { status, out: text(stdout), err: text(stderr) };
};
