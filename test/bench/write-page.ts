import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import type { BootReport, ReportedSpan } from '../../src/model/report.js';
import { renderHtml } from '../../src/report/html.js';
import { reportOf } from '../report/lesson-report.js';
import { vllmBoot } from '../report/vllm-report.js';

/** Writes a page of so many spans, with the lines around each: `write-page.ts COUNT [PATH]`. Prints its seconds and bytes. */

const count = Number(argv[2]);
const zero = Date.parse('2026-02-11T05:31:04Z');
const iso = (seconds: number): string => new Date(zero + seconds * 1000).toISOString();

const spanAt = (index: number): ReportedSpan => {
  const from = (131 * index) / count;
  const text = `INFO 02-11 05:32:10 [backend.py:${index}] compiled graph ${index} of ${count} in 0.05 s`;
  const evidence = [{ file: 'server.log', line: index + 1, text }];
  return { seconds: 0.05, start: iso(from), end: iso(from + 0.05), basis: 'stated', process: `rank ${index % 8}`, evidence };
};

const spans = Array.from({ length: count }, (_, index) => spanAt(index));
const phases = (['compile', 'graph-capture'] as const).map((phase, half): BootReport['phases'][number] => ({
  phase,
  scope: 'startup',
  seconds: 40,
  share: 0.3,
  basis: 'stated',
  spans: spans.filter((_, index) => index % 2 === half),
}));
const report = reportOf({ ...vllmBoot, phases: [...vllmBoot.phases, ...phases] });

const begin = process.hrtime.bigint();
const page = renderHtml(report, {
  linesAround: (_, line) =>
    Array.from({ length: 11 }, (__, at) => ({ line: line - 5 + at, text: `INFO 02-11 05:32:10 [backend.py:${line - 5 + at}] a line beside` })),
});
const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
if (argv[3] !== undefined) writeFileSync(argv[3], page);
console.log(JSON.stringify({ seconds, bytes: Buffer.byteLength(page) }));
