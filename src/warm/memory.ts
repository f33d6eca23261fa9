import { shareWords, sizeWords } from '../diagnose/words.js';
import type { Bytes } from '../model/units.js';
import { onLine, type Point } from './line.js';

/** Memory of a container: what its processes hold (without the page cache, which gives way), and what they may. */
export type Memory = { readonly usedBytes: Bytes; readonly limitBytes: Bytes };

/** Text of a file; null where it cannot be read. */
export type ReadText = (path: string) => Promise<string | null>;

type Layout = { readonly stat: string; readonly used: RegExp; readonly limit: string };

/** As a container sees its own control group: version 2, then version 1 (https://docs.kernel.org/admin-guide/cgroup-v2.html). */
const layouts: readonly Layout[] = [
  { stat: '/sys/fs/cgroup/memory.stat', used: /^anon (\d+)$/m, limit: '/sys/fs/cgroup/memory.max' },
  { stat: '/sys/fs/cgroup/memory/memory.stat', used: /^total_rss (\d+)$/m, limit: '/sys/fs/cgroup/memory/memory.limit_in_bytes' },
];

/** Version 1 writes "no limit" as the largest whole number of pages. */
const unlimited: Bytes = 2 ** 60;

/** The memory of the container that this process runs in; null where it has no limit, or is in none. */
export const containerMemory = async (readText: ReadText): Promise<Memory | null> => {
  for (const { stat, used, limit } of layouts) {
    const usedBytes = Number(used.exec((await readText(stat)) ?? '')?.[1] ?? Number.NaN);
    const limitBytes = Number((await readText(limit))?.trim() ?? Number.NaN);
    if (Number.isFinite(usedBytes) && limitBytes > 0 && limitBytes < unlimited) return { usedBytes, limitBytes };
  }
  return null;
};

/** Whether more is held than the headroom leaves. */
export const isFull = ({ usedBytes, limitBytes }: Memory, headroom: number): boolean => usedBytes / limitBytes > 1 - headroom;

/** How full the memory is, in words. */
export const fullWords = ({ usedBytes, limitBytes }: Memory, headroom: number): string =>
  `memory is at ${Math.round((usedBytes / limitBytes) * 100)} % of its limit and ${Math.round(headroom * 100)} % are to stay free`;

/** Why no larger shape is to be run now; null where there is room, or nothing is known. */
export const whyFull = (memory: Memory | null, headroom: number): string | null =>
  memory === null || !isFull(memory, headroom) ? null : `${fullWords(memory, headroom)}, so no larger shape was run`;

/** Why a shape of so many elements would not fit, by what smaller ones took (`points`, in elements and bytes); null where it would, or nobody knows. */
export const whyTooLarge = (points: readonly Point[], elements: number, limitBytes: Bytes, headroom: number): string | null => {
  const predicted = onLine(points, elements);
  if (predicted === null || predicted <= limitBytes * (1 - headroom)) return null;
  return `would take about ${sizeWords(predicted)} by what smaller shapes took, and ${shareWords(headroom)} of ${sizeWords(limitBytes)} are to stay free`;
};
