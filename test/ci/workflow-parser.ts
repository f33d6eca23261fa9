import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type * as Bundled from './workflow-parser-bundled.js';

/** GitHub's own parser of workflows and actions, bundled first: it imports JSON as only bundlers can. */
export const workflowParser = async (): Promise<typeof Bundled> => {
  const folder = await mkdtemp(join(tmpdir(), 'coldcase-parser-'));
  const outfile = join(folder, 'parser.mjs');
  await build({
    entryPoints: ['test/ci/workflow-parser-bundled.ts'],
    bundle: true,
    outfile,
    format: 'esm',
    platform: 'node',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  try {
    return (await import(/* @vite-ignore */ outfile)) as typeof Bundled;
  } finally {
    await rm(folder, { recursive: true });
  }
};
