import { cpus, loadavg } from 'node:os';
import type { Interval } from '../../src/statistics/hodges-lehmann.js';
import { type Kind, kindTitles } from './logs.js';
import type { Share } from './where-time-goes.js';

/** What the page is made of: tables that were printed, and figures. */
export type Figures = {
  /** Bytes of the long logs. */
  readonly size: number;
  readonly rounds: number;
  readonly start: string;
  readonly throughput: readonly { readonly kind: Kind; readonly table: string; readonly peakMegabytes: number }[];
  readonly compressed: string;
  readonly sizes: string;
  readonly rules: Interval;
  readonly profiles: readonly { readonly kind: Kind; readonly shares: readonly Share[] }[];
};

/** docs/performance.md. */
export function performancePage({ size, rounds, start, throughput, compressed, sizes, rules, profiles }: Figures): string {
  const load = loadavg()[1]?.toFixed(1);
  return `# Performance

Written by \`npm run bench -- --page docs/performance.md\` (Node ${process.versions.node}, ${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'unknown kind'}; load of the last five minutes at its end ${load}). All programs of a table run in turn, ${rounds} rounds or more of starts and half as many of long logs; a ratio is the median of what a program took in times of the first one in the same round, with its 95 % interval. Goals are of the ratio of processor time, since the clock's hangs on what else the machine does.

## Start

${start}

## Long logs

One core, logs of ${(size / 1e6).toFixed(0)} MB from the page cache. The goal is three quarters of ripgrep's speed with the same patterns.

${throughput.map(({ kind, table, peakMegabytes }) => `### ${kindTitles[kind]}\n\n${table}\n\nPeak memory of \`coldcase\`: ${peakMegabytes.toFixed(0)} MB (goal: less than 200).\n`).join('\n')}
### Compressed

${compressed}

### Size

What a byte costs, in times of what it costs in the smallest log; the start of the program is in it.

${sizes}

### Number of rules

With 1,000 rules more than the built-in ones a diagnosis takes ${rules.estimate.toFixed(2)} times as long (${rules.low.toFixed(2)}–${rules.high.toFixed(2)}; goal: at most 1.15).

## Where the time goes

Shares of V8's samples, loading left out, in logs of ${(size / 4e6).toFixed(0)} MB.

${profiles
  .map(
    ({ kind, shares }) =>
      `${kindTitles[kind].charAt(0).toUpperCase()}${kindTitles[kind].slice(1)}: ${shares
        .filter(({ share }) => share >= 0.01)
        .map(({ part, share }) => `${part} ${(share * 100).toFixed(0)} %`)
        .join(', ')}.`,
  )
  .join('\n\n')}

${remarks}`;
}

const remarks = `## What was tried

- **Start.** What remains is code that runs once: a third of it regular expressions that V8 reads and compiles (the generic rules' are of a thousand characters), the rest functions that have not run before. What helped: the sieve of all literals as a file of arrays instead of an automaton filled as a text asks (8 ms), expressions without \`u\` for texts of ASCII (3 ms), printing without Node's stream (2 ms), no optimising compiler for what runs a few milliseconds (15 ms of the second core). What did not: more literals a pattern (483 tries become 478), a larger young generation, ending the process early, Sparkplug off or always on, collecting garbage in one thread alone. V8's own snapshot of a started program needs an option of \`node\` itself, which an installed command has not.
- **Long logs.** Steady lines are skipped by a hash of four bytes read at once (740 MB/s instead of 510 for the search alone). Until a replica counts as steady (20,000 records after ready, or 200 requests that it answered) each line is read in full, at some 30 MB/s: that is most of what a log of 200 MB costs, and all of what a log of nothing but starts does. A search in WebAssembly needs the block copied into its memory first, and was not built: counting line feeds and the search would gain from it, the lines read in full would not.
- **Both cores.** Blocks are read in one thread. Not built.
`;
