#!/usr/bin/env node
import { existsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { loadCached } from '../src/cli/code-cache.js';
import { toolVersion } from '../src/model/tool.js';

const args = process.argv.slice(2);

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
  process.stdout.on('error', endAsUnwritable);
  // A short log runs each of the rules' expressions a few times: compiling them thoroughly costs more than it gives (20 ms of a start with 100 lines).
  for (const flag of ['--no-regexp-optimization', '--no-regexp-peephole-optimization', '--regexp-tier-up-ticks=8'])
    process.getBuiltinModule('node:v8').setFlagsFromString(flag);
  // The bundle's name for all that a plain diagnosis needs: the import below finds it loaded.
  const { keep } = loadCached(join(import.meta.dirname, 'diagnosis.js'));
  const { main } = await import('../src/cli/main.js');
  process.stderr.on('error', () => {});
  process.exitCode = await main(args, {
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
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
  if (process.exitCode === 0 && existsSync(args[0] ?? '')) process.once('exit', keep);
}

/** A reader that has seen enough (`| head`) is no error. */
function endAsUnwritable(error: NodeJS.ErrnoException): never {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`coldcase: standard output cannot be written (${error.code ?? error.message}); is the disk full?\n`);
  process.exit(2);
}
