import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A kubectl that serves one pod with a log, and notes what it is asked. */
const kubectl = `#!/usr/bin/env bash
printf '%s\\n' "$*" >>"$STUB/calls"
case "$*" in
  'get pods '*) cat "$STUB/pods" ;;
  'get pod/'*) echo '{"kind":"Pod","apiVersion":"v1","metadata":{"name":"server-1"}}' ;;
  'get events '*) echo '{"kind":"List","apiVersion":"v1","items":[]}' ;;
  'logs '*--previous*) exit 1 ;;
  'logs '*) cat "$STUB/log" ;;
  'rollout status '*) exit "\${ROLLOUT_STATUS:-0}" ;;
esac
`;

export type Told = {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly calls: readonly string[];
  readonly files: ReadonlyMap<string, string>;
};

export type Given = {
  readonly log: string;
  readonly policy: string;
  /** Names of the pods; none where it is empty. */
  readonly pods?: readonly string[];
  readonly env?: { readonly [name: string]: string };
  /** Files to read when it is over. */
  readonly wanted?: readonly string[];
};

/** Runs a shell text, as a file and with arguments, in a folder of its own where kubectl is a stub and coldcase the one that was built. */
export const runShell = (text: string, args: readonly string[], given: Given): Told => {
  const stub = mkdtempSync(join(tmpdir(), 'coldcase-cluster-'));
  const [programs, folder] = [join(stub, 'bin'), join(stub, 'work')];
  for (const made of [programs, folder, join(folder, 'deploy')]) mkdirSync(made);
  const files: { readonly [path: string]: string } = {
    [join(stub, 'calls')]: '',
    [join(stub, 'log')]: given.log,
    [join(stub, 'pods')]: (given.pods ?? ['server-1']).map((name) => `pod/${name}\n`).join(''),
    [join(folder, 'deploy', 'coldcase.yaml')]: given.policy,
    [join(programs, 'kubectl')]: kubectl,
    [join(programs, 'coldcase')]: `#!/bin/sh\nexec node "${resolve('dist/bin/coldcase.js')}" "$@"\n`,
    [join(programs, 'npm')]: '#!/bin/sh\n',
    [join(programs, 'gate-pods.sh')]: readFileSync('docs/ci/gate-pods.sh', 'utf8'),
    [join(programs, 'script')]: text,
  };
  for (const [path, content] of Object.entries(files)) writeFileSync(path, content);
  for (const name of ['kubectl', 'coldcase', 'npm', 'gate-pods.sh', 'script']) chmodSync(join(programs, name), 0o755);
  const env = { PATH: `${programs}:${process.env.PATH}`, HOME: stub, STUB: stub, ...given.env };
  const ran = spawnSync('bash', ['-eo', 'pipefail', join(programs, 'script'), ...args], { cwd: folder, env, encoding: 'utf8' });
  const calls = readFileSync(join(stub, 'calls'), 'utf8').split('\n').slice(0, -1);
  const read = new Map((given.wanted ?? []).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  rmSync(stub, { recursive: true });
  return { status: ran.status ?? -1, stdout: ran.stdout, stderr: ran.stderr, calls, files: read };
};
