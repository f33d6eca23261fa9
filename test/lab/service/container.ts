import { existsSync } from 'node:fs';
import { mkdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pid } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Surroundings } from '../scenario.js';

/** A cgroup for one start: the command that runs another inside it, and its end. */
export type Container = { readonly command: readonly string[]; readonly remove: () => Promise<void> };

const root = '/sys/fs/cgroup';
const periodMicroseconds = 100_000;

/**
 * Makes a cgroup (version 2, or one for each controller of version 1). What runs in it is started by a shell that stays, as the
 * entry point of many images does. Throws where this machine does not allow it.
 */
export async function makeContainer(name: string, { cpus, memoryMiB }: NonNullable<Surroundings['container']>): Promise<Container> {
  const limits = existsSync(join(root, 'cgroup.controllers')) ? secondVersion(cpus, memoryMiB) : firstVersion(cpus, memoryMiB);
  const folders: string[] = [];
  try {
    for (const { controller, files } of limits) {
      const folder = join(root, controller, name);
      await mkdir(folder, { recursive: true });
      folders.push(folder);
      for (const [file, text] of files) await writeFile(join(folder, file), text);
    }
  } catch (error) {
    for (const folder of folders) await rmdir(folder);
    throw error;
  }
  const enter = folders.map((folder) => `echo $$ > ${folder}/cgroup.procs`).join(' && ');
  return { command: ['sh', '-c', `${enter} && "$@"`, 'entrypoint'], remove: async () => await removeAll(folders) };
}

/** Whether this machine lets one be made, of both kinds. */
export async function mayContain(): Promise<boolean> {
  try {
    await (await makeContainer(`coldcase-lab-${pid}`, { cpus: 1, memoryMiB: 512 })).remove();
    return true;
  } catch {
    return false;
  }
}

type Limits = { readonly controller: string; readonly files: readonly (readonly [string, string])[] };

function firstVersion(cpus: number | undefined, memoryMiB: number | undefined): Limits[] {
  const cpu = { controller: 'cpu', files: [['cpu.cfs_quota_us', String(Math.round((cpus ?? 0) * periodMicroseconds))]] as const };
  const memory = { controller: 'memory', files: [['memory.limit_in_bytes', String((memoryMiB ?? 0) * 2 ** 20)]] as const };
  return [...(cpus === undefined ? [] : [cpu]), ...(memoryMiB === undefined ? [] : [memory])];
}

function secondVersion(cpus: number | undefined, memoryMiB: number | undefined): Limits[] {
  const files = [
    ...(cpus === undefined ? [] : [['cpu.max', `${Math.round(cpus * periodMicroseconds)} ${periodMicroseconds}`] as const]),
    ...(memoryMiB === undefined ? [] : [['memory.max', String(memoryMiB * 2 ** 20)] as const]),
  ];
  return [{ controller: '', files }];
}

/** A cgroup goes once its last process has ended. */
async function removeAll(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    for (let tries = 0; tries < 50 && (await readFile(join(folder, 'cgroup.procs'), 'utf8')).trim() !== ''; tries += 1) await sleep(100);
    await rmdir(folder);
  }
}
