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

Written by \`npm run bench -- --page docs/performance.md\` (Node ${process.versions.node}, ${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'unknown kind'}; load of the last five minutes at its end ${load}). All programs of a table run in turn, ${2 * rounds} rounds of starts and ${Math.max(6, Math.ceil(rounds / 2))} of long logs; a ratio is the median of what a program took in times of the first one in the same round, with its 95 % interval. Goals are of the ratio of processor time, since the clock's hangs on what else the machine does.

## Start

${start}

## Long logs

Logs of ${(size / 1e6).toFixed(0)} MB (of nothing but starts: a twentieth of that) from the page cache. A program's own start is in its figure, and most of ripgrep's is the compiling of these patterns: the longer the log, the faster it is by the byte. The goal is three quarters of ripgrep's speed with the same patterns.

${throughput.map(({ kind, table, peakMegabytes }) => `### ${kindTitles[kind]}\n\n${table}\n\nPeak memory of \`coldcase\`: ${peakMegabytes.toFixed(0)} MB (goal: less than 200).\n`).join('\n')}
### Compressed

A log of ${((4 * size) / 1e6).toFixed(0)} MB before it was packed: in a shorter one the start of the program hides the rest.

${compressed}

### Size

What a byte costs, in times of what it costs in the smallest log; the start of the program is in it.

${sizes}

### Number of rules

With 1,000 rules more than the built-in ones a diagnosis takes ${rules.estimate.toFixed(2)} times as long (${rules.low.toFixed(2)}–${rules.high.toFixed(2)}; goal: at most 1.15).

## Where the time goes

Shares of V8's samples, loading left out, in the same logs.

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

- **Start.** The goal of 1.7 times Node's own start is missed. What remains is code that runs once. By
  \`perf\` (ten starts, Node's own part taken off): the kernel 17 %, interpreted code 16 %, reading and running regular expressions 13 % (those of
  the generic rules have a thousand characters each), V8's runtime (inline caches, maps, strings) 11 %, parsing and compiling 11 %, the heap
  8 %, the rest in many small parts. What helped: the sieve of all literals as a file of arrays instead of an automaton that is filled as the text
  asks, expressions without \`u\` for texts of ASCII, printing without Node's stream, no optimising compiler for what runs a few
  milliseconds; together 102 ms of processor time became 79. What did not: more literals a pattern (483 tries of a pattern become 478), a
  larger young generation, ending the process early, Sparkplug off or always on. V8's snapshot of a started program needs an option of
  \`node\` itself, which an installed command has not. Node's module \`v8\`, by which its options are set, brings Node's streams along (2 ms).
- **Long logs.** Steady lines are skipped by a hash of four bytes read at once (740 MB/s instead of 510 for the search alone), and a file
  is read into one piece of memory instead of a new one for each block. A log of 200 MB took 1.92 s of processor time before both, 0.86 s
  after; ripgrep took 0.86 s beside it. A search in WebAssembly was not built: what is left is for the most part elsewhere.
- **Where steady begins** is noticed within a block, every 64 KiB, instead of after a whole MiB: a log of 50 MB took 660 ms of processor
  time before, 278 ms after, with the same report.
- **Logs of nothing but starts**: until a replica counts as steady (200 requests that it answered, or 20,000 records after ready) each line
  is read, dated and matched in full. Regular expressions are the largest part. V8's optimisation of them, which a short start does without
  (5 ms), is switched on again where a file is longer than a MiB: a fifth to a quarter less. The sorting of a line's patterns without a
  comparison of our own gave nothing that could be told from noise.
- **Compressed logs**: the decompressor is fed up to 64 KiB and gives up to 128 KiB at once, since each of these is a call from another
  thread; with 16 and 32 KiB it alone took twice as long. What it is fed grows with what came before: a damaged file loses an eighth, not
  a piece of 64 KiB. A bomb's piece still unpacks to 64 MiB. Blocks are put together in one piece of memory, as those of plain files are.
- **Flags of V8** that gave a start of 100 lines nothing: \`--single-threaded\`, \`--no-opt\`, a faster growing young generation; expressions
  that stay interpreted longer cost 5 % more.
- **Both cores.** Blocks are read in one thread; workers were not built. **10 GB** and \`--follow\` for a day were not measured here.
`;
