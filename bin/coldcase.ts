#!/usr/bin/env node
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { toolVersion } from '../src/model/tool.js';

const args = process.argv.slice(2);

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`coldcase: standard output cannot be written (${error.code ?? error.message}); is the disk full?\n`);
  process.exit(2);
});

if (args[0] === '--version' || args[0] === '-V') process.stdout.write(`${toolVersion}\n`);
else await runCommand();

/** Loads the command line and runs it. */
async function runCommand(): Promise<void> {
  // A short log runs each of the rules' expressions a few times: compiling them thoroughly costs more than it gives (40 ms of a start; 5 % of a GB).
  for (const flag of ['--no-regexp-optimization', '--no-regexp-peephole-optimization', '--regexp-tier-up-ticks=100']) setFlagsFromString(flag);
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
}
