import type { PathLabels } from '../../fleet/boots/path-labels.js';
import type { BootRecord } from '../../fleet/boots/record.js';
import type { BootsOfLog } from './open-store.js';
import type { FileResult } from './read-file.js';
import type { FleetState } from './state-file.js';

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Each content counted once, under the first of its paths by their names; with the labels that its path tells; and how many others there were of it. */
export const logsOf = (
  results: readonly FileResult[],
  state: FleetState | null,
  pathLabels: PathLabels | undefined,
): { readonly logs: readonly BootsOfLog[]; readonly copies: number } => {
  const seen = new Set<string>();
  const logs: BootsOfLog[] = [];
  let copies = 0;
  for (const { path, hash, boots } of [...results].sort((left, right) => compareText(left.path, right.path))) {
    if (hash !== null && seen.has(hash)) {
      copies++;
      continue;
    }
    if (hash !== null) seen.add(hash);
    const told = pathLabels?.(path) ?? {};
    const known = boots ?? (hash === null ? undefined : state?.known.get(hash)) ?? [];
    logs.push({ path, hash, boots: known.map((boot, place) => ({ ...boot, id: `${path}#${place + 1}`, labels: { ...boot.labels, ...told } })) });
  }
  return { logs, copies };
};

/** One sentence for each label to split by that no start has. */
export const unknownLabels = (asked: readonly string[], records: readonly BootRecord[]): string[] => {
  if (asked.length === 0 || records.length === 0) return [];
  const known = new Set<string>();
  for (const { labels } of records) for (const name in labels) known.add(name);
  const words = known.size === 0 ? 'none has any' : `there are ${[...known].sort(compareText).join(', ')}`;
  return asked.filter((label) => !known.has(label)).map((label) => `--by ${label}: no start has this label; ${words}`);
};
