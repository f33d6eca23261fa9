import { runNode } from './child.js';

const spans = 10_000;
const limits = { seconds: 2, bytes: 300e6 };

/** How long the page of a report of ten thousand spans takes to write, and its peak memory, in a process of its own. */
export function benchPage(): void {
  const { stdout, peakBytes } = runNode(['--import', 'tsx', 'test/bench/write-page.ts', String(spans)]);
  const { seconds, bytes } = JSON.parse(stdout) as { readonly seconds: number; readonly bytes: number };
  const verdict = (isReached: boolean): string => (isReached ? 'reached' : 'MISSED');
  console.log(`page of ${spans} spans, ${(bytes / 1e6).toFixed(1)} MB`);
  console.log(`  ${'written in'.padEnd(22)} ${(seconds * 1000).toFixed(0).padStart(7)} ms   goal ≤ 2 s ${verdict(seconds <= limits.seconds)}`);
  if (peakBytes === null) return;
  console.log(`  ${'peak memory'.padEnd(22)} ${(peakBytes / 1e6).toFixed(0).padStart(7)} MB   goal ≤ 300 MB ${verdict(peakBytes <= limits.bytes)}`);
}
