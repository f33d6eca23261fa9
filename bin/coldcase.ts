#!/usr/bin/env node
import { statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { loadCached } from '../src/cli/code-cache.js';
import type { Printer } from '../src/cli/terminal/io.js';
import { createPrinter } from '../src/cli/terminal/printer.js';
import { toolVersion } from '../src/model/tool.js';

const args = process.argv.slice(2);

/**
 * A short log runs each of the rules' expressions, and each function, a few times: compiling them thoroughly costs more than it gives (40 of
 * 100 ms of processor time with 100 lines). What a long log keeps busy is still compiled so, a little later.
 */
const flags = [
  '--no-regexp-optimization',
  '--no-regexp-peephole-optimization',
  '--regexp-tier-up-ticks=8',
  // Node 20 has it; later ones name it otherwise, and say on standard error that they do not know it.
  ...(process.versions.v8.startsWith('11.') ? ['--interrupt-budget=500000'] : []),
  // There is little to collect: to wake a thread for it takes longer.
  '--no-parallel-scavenge',
];

/** What a long log takes back, once the compiled code that goes with the other flags is loaded: its expressions run a hundred thousand times. */
const flagsOfLongLogs = ['--regexp-optimization', '--regexp-peephole-optimization'];
const longLogBytes = 1_048_576;

if (args[0] === '--version' || args[0] === '-V') printVersion();
else void runCommand();

/** Without Node's stream for standard output, which takes longer to make than all the rest of this. */
function printVersion(): void {
  try {
    writeSync(1, `${toolVersion}\n`);
  } catch (error) {
    endAsUnwritable(error as NodeJS.ErrnoException);
  }
}

/** Loads the command line and runs it. */
async function runCommand(): Promise<void> {
  const setFlags = (list: readonly string[]): void => {
    for (const flag of list) process.getBuiltinModule('node:v8').setFlagsFromString(flag);
  };
  setFlags(flags);
  // The bundle's name for all that a plain diagnosis needs: the import below finds it loaded.
  const { keep } = loadCached(join(import.meta.dirname, 'diagnosis.js'));
  const isLong = args[0] === 'fleet' || args.some((arg) => bytesOf(arg) > longLogBytes);
  if (isLong) setFlags(flagsOfLongLogs);
  const { main } = await import('../src/cli/main.js');
  process.exitCode = await main(args, {
    get stdin() {
      return process.stdin;
    },
    stdout: createPrinter(1, () => streamTo(process.stdout, endAsUnwritable), endAsUnwritable),
    stderr: createPrinter(2, () => streamTo(process.stderr, ignore), ignore),
    env: process.env,
    onInterrupt: (listener: () => void): (() => void) => {
      process.on('SIGINT', listener);
      return () => process.off('SIGINT', listener);
    },
    onSignal: (signals, listener) => {
      for (const signal of signals) process.on(signal, listener);
      return () => {
        for (const signal of signals) process.off(signal, listener);
      };
    },
  });
  // By now a plain `coldcase LOG` has compiled what the next one will need.
  if (process.exitCode === 0 && !isLong && bytesOf(args[0] ?? '') > 0) process.once('exit', keep);
}

/** How long a file is; 0 where an argument names none. */
function bytesOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

function streamTo(stream: NodeJS.WriteStream, onError: (error: NodeJS.ErrnoException) => void): Printer {
  return stream.on('error', onError);
}

function ignore(): void {}

/** A reader that has seen enough (`| head`) is no error. */
function endAsUnwritable(error: NodeJS.ErrnoException): never {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`coldcase: standard output cannot be written (${error.code ?? error.message}); is the disk full?\n`);
  process.exit(2);
}
