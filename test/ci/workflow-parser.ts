import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import type * as Bundled from './workflow-parser-bundled.js';

/** GitHub's own parser of workflows and actions, bundled first: it imports JSON as only bundlers can. */
export const workflowParser = async (): Promise<typeof Bundled> => {
  const folder = await mkdtemp(join(tmpdir(), 'coldcase-parser-'));
  const file = join(folder, 'parser.mjs');
  const bundle = await rolldown({ input: 'test/ci/workflow-parser-bundled.ts', platform: 'node', logLevel: 'silent' });
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  await bundle.close();
  try {
    return (await import(/* @vite-ignore */ file)) as typeof Bundled;
  } finally {
    await rm(folder, { recursive: true });
  }
};
