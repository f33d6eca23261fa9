#!/usr/bin/env node
import process from 'node:process';
import { main } from '../src/cli/main.js';

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.stderr.on('error', () => {});

const onInterrupt = (listener: () => void): (() => void) => {
  process.on('SIGINT', listener);
  return () => process.off('SIGINT', listener);
};

process.exitCode = await main(process.argv.slice(2), {
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  onInterrupt,
});
