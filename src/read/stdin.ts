import type { Readable } from 'node:stream';
import { contentOf } from './content.js';
import type { Source } from './source.js';

/** Standard input as a source, called `-`. Its lines are given on as they come. */
export const standardInput = (stream: Readable): Source => ({ path: '-', bytes: null, modified: null, blocks: () => contentOf('-', stream, true) });
