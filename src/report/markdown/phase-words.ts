import type { Phase } from '../../model/phase.js';

/** What a phase is called on a page, at the beginning of a line. */
export const phaseWords: Readonly<{ [phase in Phase]: string }> = {
  schedule: 'Waiting for a place to run',
  image: 'Pulling the image',
  process: 'Process start and imports',
  'weights-fetch': 'Fetching weights',
  'weights-load': 'Loading weights',
  tokenizer: 'Loading the tokenizer',
  'device-init': 'Initialising the device',
  compile: 'Compiling',
  autotune: 'Tuning kernels',
  'graph-capture': 'Capturing graphs',
  'memory-profile': 'Allocating memory',
  warmup: 'Warming up',
  serve: 'Starting to serve',
  'first-request': 'The request itself',
  steady: 'Steady work',
};
