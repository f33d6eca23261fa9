import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Scenario } from '../scenario.js';
import { mayContain } from './container.js';

const run = promisify(execFile);
const known = new Map<string, Promise<boolean>>();

/** Why a scenario can't be had here: a program or Python module (`python:NAME`) that is not installed, a cgroup that may not be made. */
export async function missingOf({ needs = [], surroundings }: Scenario): Promise<string | null> {
  for (const need of needs) if (!(await remembered(need, () => isThere(need)))) return `${need} is not installed`;
  if (surroundings?.container === undefined || (await remembered('cgroup', mayContain))) return null;
  return 'no cgroup may be made here';
}

function remembered(name: string, ask: () => Promise<boolean>): Promise<boolean> {
  const answer = known.get(name) ?? ask();
  known.set(name, answer);
  return answer;
}

async function isThere(need: string): Promise<boolean> {
  const module = /^python:(.+)$/.exec(need)?.[1];
  const [program, ...rest] = module === undefined ? ['/bin/sh', '-c', `command -v ${need}`] : ['/usr/bin/python3', '-c', `import ${module}`];
  return await run(program ?? '', rest).then(
    () => true,
    () => false,
  );
}
