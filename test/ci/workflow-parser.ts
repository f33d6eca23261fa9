import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** What GitHub's own parser of workflows and actions says is wrong. */
export type Parser = { readonly workflow: (text: string) => readonly string[]; readonly action: (text: string) => readonly string[] };

const source = `
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/index';
const errorsOf = (result) => result.context.errors.getErrors().map((error) => error.message);
export const workflow = (content) => errorsOf(parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter()));
export const action = (content) => errorsOf(parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter()));
`;

/** The parser, bundled: it imports JSON as only bundlers can. */
export const workflowParser = async (): Promise<Parser> => {
  const folder = await mkdtemp(join(tmpdir(), 'coldcase-parser-'));
  const outfile = join(folder, 'parser.mjs');
  await build({
    stdin: { contents: source, resolveDir: process.cwd() },
    bundle: true,
    outfile,
    format: 'esm',
    platform: 'node',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  try {
    return (await import(/* @vite-ignore */ outfile)) as Parser;
  } finally {
    await rm(folder, { recursive: true });
  }
};
