import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './child.js';

type Node = { readonly id: number; readonly callFrame: { readonly functionName: string; readonly url: string } };
type Profile = { readonly nodes: readonly Node[]; readonly samples: readonly number[]; readonly timeDeltas: readonly number[] };

/** A part of the program and its share of the samples, the largest first. */
export type Share = { readonly part: string; readonly share: number };

/** Where the time of a diagnosis goes, by V8's own sampling of the command run from its sources; loading these is left out. */
export function whereTimeGoes(log: string): Share[] {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-bench-'));
  try {
    run(process.execPath, ['--import', 'tsx', '--cpu-prof', `--cpu-prof-dir=${folder}`, 'bin/coldcase.ts', '--format', 'json', log], {
      NODE_DISABLE_COMPILE_CACHE: '1',
    });
    const profiles = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Profile);
    const sums = new Map<string, number>();
    for (const profile of profiles) addTo(sums, profile);
    const total = [...sums.values()].reduce((sum, own) => sum + own, 0);
    return [...sums].map(([part, own]) => ({ part, share: own / total })).sort((left, right) => right.share - left.share);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function addTo(sums: Map<string, number>, { nodes, samples, timeDeltas }: Profile): void {
  const parts = new Map(nodes.map((node) => [node.id, partOf(node)]));
  samples.forEach((id, index) => {
    const part = parts.get(id) ?? null;
    if (part !== null) sums.set(part, (sums.get(part) ?? 0) + (timeDeltas[index + 1] ?? 0));
  });
}

/** Null for what does not belong to the diagnosis. */
function partOf({ callFrame: { functionName, url } }: Node): string | null {
  if (functionName === '(garbage collector)') return 'collecting garbage';
  if (functionName.startsWith('RegExp:')) return 'regular expressions';
  const folder = /\/(?:src|bin)\/(?:(\w+)\/)?/.exec(url);
  if (folder === null || url.includes('node_modules'))
    return /^node:(?:fs|buffer|internal\/(?:fs|buffer|streams))/.test(url) ? "Node's files and buffers" : null;
  if (url.endsWith('/skip-search.ts') || url.endsWith('/candidates.ts')) return 'looking for lines that matter (`src/rules/sieve/skip-search.ts`)';
  if (url.endsWith('/automaton.ts') || url.endsWith('/sieve.ts')) return 'looking for literals in a line (`src/rules/sieve/sieve.ts`)';
  return `\`src/${folder[1] ?? ''}\``;
}
