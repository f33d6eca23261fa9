import type { Bytes } from '../../model/units.js';
import type { ReadText } from '../memory.js';
import type { UsedMemory } from './audit.js';

/** The entries of a folder; none where it cannot be read. */
export type ListFolder = (path: string) => Promise<readonly string[]>;

type Proc = { readonly readText: ReadText; readonly list: ListFolder };

const pidsIn = async ({ list }: Proc): Promise<number[]> => (await list('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);

/** The fourth field of a process' stat; its second may hold spaces and brackets. */
const parentIn = (stat: string): number => Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);

/** A process and all that descend from it. */
export const processTree = async (root: number, proc: Proc): Promise<number[]> => {
  const parents = await Promise.all((await pidsIn(proc)).map(async (pid) => ({ pid, parent: parentIn((await proc.readText(`/proc/${pid}/stat`)) ?? '') })));
  const found = [root];
  // The list grows while it is gone through.
  for (const pid of found) found.push(...parents.filter(({ parent }) => parent === pid).map((one) => one.pid));
  return found;
};

/** Kilobytes of a line such as `Pss:  1234 kB`. */
const kilobytes = (text: string | null, name: string): Bytes | null => {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text ?? '')?.[1];
  return found === undefined ? null : Number(found) * 1024;
};

/** What a process holds; of pages that several share, its part, where the kernel tells. */
const usedBy = async (pid: number, { readText }: Proc): Promise<Bytes> =>
  kilobytes(await readText(`/proc/${pid}/smaps_rollup`), 'Pss') ?? kilobytes(await readText(`/proc/${pid}/status`), 'VmRSS') ?? 0;

/** Version 1 writes "no limit" as the largest whole number of pages. */
const unlimited: Bytes = 2 ** 60;

/** The folders of a control group and of all above it. */
const upwards = (path: string): string[] => {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.map((_, at) => `/${parts.slice(0, parts.length - at).join('/')}`).concat('');
};

/** The smallest memory limit of a process' control groups, of either version; null where they set none. */
const groupLimit = async (pid: number, { readText }: Proc): Promise<Bytes | null> => {
  const groups = (await readText(`/proc/${pid}/cgroup`)) ?? '';
  const unified = /^0::(\/.*)$/m.exec(groups)?.[1];
  const memory = /^\d+:(?:[\w,]+,)?memory(?:,[\w,]+)?:(\/.*)$/m.exec(groups)?.[1];
  const files = [
    ...(unified === undefined ? [] : upwards(unified).map((path) => `/sys/fs/cgroup${path}/memory.max`)),
    ...(memory === undefined ? [] : upwards(memory).map((path) => `/sys/fs/cgroup/memory${path}/memory.limit_in_bytes`)),
  ];
  const limits = await Promise.all(files.map(async (file) => Number(((await readText(file)) ?? '').trim() || Number.NaN)));
  const set = limits.filter((limit) => limit > 0 && limit < unlimited);
  return set.length === 0 ? null : Math.min(...set);
};

/** The memory of a process and its descendants against a limit that was given, that its control groups set, or that the machine has. */
export const memoryOf = async (pid: number, givenLimit: Bytes | null, proc: Proc): Promise<UsedMemory | { readonly problem: string }> => {
  const tree = await processTree(pid, proc);
  const usedBytes = (await Promise.all(tree.map((one) => usedBy(one, proc)))).reduce((sum, one) => sum + one, 0);
  if (usedBytes === 0) return { problem: `the memory of process ${pid} cannot be read; run as its user, or as root` };
  const of = { usedBytes, processes: tree.length };
  if (givenLimit !== null) return { ...of, limitBytes: givenLimit, by: 'as given' };
  const group = await groupLimit(pid, proc);
  const machine = kilobytes(await proc.readText('/proc/meminfo'), 'MemTotal');
  if (group !== null && (machine === null || group < machine)) return { ...of, limitBytes: group, by: 'its control group' };
  return machine === null ? { problem: 'no limit of its memory is known; give --memory-limit' } : { ...of, limitBytes: machine, by: 'the machine' };
};

/** The process that listens on a port of this machine; null where none does, or it is another user's. */
export const listenerOf = async (port: number, proc: Proc & { readonly linkOf: (path: string) => Promise<string | null> }): Promise<number | null> => {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((file) => proc.readText(file)));
  // Local address, remote one, the state 0A (listening), queues, timers, a count, user, timeout, inode.
  const line = new RegExp(`^\\s*\\d+: [\\dA-F]+:${hex} [\\dA-F]+:0000 0A(?: \\S+){3} +\\d+ +\\d+ (\\d+) `, 'm');
  const inodes = new Set(tables.flatMap((table) => line.exec(table ?? '')?.[1] ?? []).map((inode) => `socket:[${inode}]`));
  if (inodes.size === 0) return null;
  for (const pid of await pidsIn(proc)) {
    const links = await Promise.all((await proc.list(`/proc/${pid}/fd`)).map((name) => proc.linkOf(`/proc/${pid}/fd/${name}`)));
    if (links.some((link) => link !== null && inodes.has(link))) return pid;
  }
  return null;
};
