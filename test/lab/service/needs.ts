import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Scenario } from '../scenario.js';

const run = promisify(execFile);
const known = new Map<string, Promise<boolean>>();

/** The first program or Python module that a scenario needs and the machine has not; null where it has all. A module is `python:NAME`. */
export async function missingOf({ needs = [] }: Scenario): Promise<string | null> {
  for (const need of needs) {
    const has = known.get(need) ?? isThere(need);
    known.set(need, has);
    if (!(await has)) return need;
  }
  return null;
}

async function isThere(need: string): Promise<boolean> {
  const module = /^python:(.+)$/.exec(need)?.[1];
  const [program, ...rest] = module === undefined ? ['/bin/sh', '-c', `command -v ${need}`] : ['/usr/bin/python3', '-c', `import ${module}`];
  return await run(program ?? '', rest).then(
    () => true,
    () => false,
  );
}
