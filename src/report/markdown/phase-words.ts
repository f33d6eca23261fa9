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

const words = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** `a`, `a and b`, `a, b and c`. */
export const listed = (parts: readonly string[]): string => words.format(parts);

/** A sentence or title as the second half of another; names in capitals (GPU, CUDA) stay. */
export const lowered = (text: string): string => (/^[A-Z][a-z' ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

/** With the full stop that a sentence ends in. */
export const ended = (text: string): string => (/[.!?:`]$/.test(text) && !text.endsWith('`') ? text : `${text}.`);
