import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export type Ended = { readonly status: number | null; readonly out: string; readonly err: string };

export type Setting = {
  readonly folder: string;
  /** Shell words before the command: `ulimit -n 24;`. */
  readonly before?: string;
  /** Shell words behind it: `| head -c 9`. */
  readonly behind?: string;
  readonly env?: { readonly [name: string]: string };
};

const program = resolve('dist/bin/coldcase.js');

/** The built command in a folder; `kill` ends it as an operator's last resort does. */
export const start = (args: readonly string[], { folder, before = '', behind = '', env = {} }: Setting) => {
  const { NODE_EXTRA_CA_CERTS: _, ...usual } = process.env;
  const words = [process.execPath, program, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const script = `set -o pipefail; ${before} ${behind === '' ? 'exec ' : ''}${words} ${behind}`;
  const child = spawn('bash', ['-c', script], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...usual, ...env } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<Ended>((done) => child.once('close', (status) => done({ status, out, err })));
  return { ended, kill: () => child.kill('SIGKILL') };
};

/** The same, to its end. */
export const run = (args: readonly string[], setting: Setting): Promise<Ended> => start(args, setting).ended;
