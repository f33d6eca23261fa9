import type { Readable } from 'node:stream';
import type { Command } from 'commander';

/** What text is printed to: a stream, or what stands for one. */
export type Printer = {
  /** False where a writer of much should wait for `drain`. */
  write(text: string | Uint8Array): boolean;
  once(event: 'drain', listener: () => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
};

/** Where a command reads and writes; handed in, so that tests need no process. */
export type Io = {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Printer;
  readonly stderr: Printer;
  readonly env: Readonly<{ [name: string]: string | undefined }>;
  /** Called with each command that is made, for what is written from them: completions, the manual page. */
  readonly onCommand?: (command: Command) => void;
  /** Calls back on Ctrl-C instead of ending the process; gives what undoes that. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** Calls back on these signals instead of ending the process; gives what undoes that. */
  readonly onSignal: (signals: readonly NodeJS.Signals[], listener: (signal: NodeJS.Signals) => void) => () => void;
};

/** One command: what follows its name in, an exit status out. */
export type Run = (args: readonly string[], io: Io) => Promise<number>;
