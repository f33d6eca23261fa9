import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runBounded } from './bounded-child.js';
import { scratchFolder } from './scratch.js';

const { write, path } = scratchFolder();

const time = (index: number): string => new Date(Date.UTC(2026, 0, 1) + index * 100).toISOString().replace('T', ' ').replace('.', ',').slice(0, 23);

/** A log of so many lines. */
const logOf = (count: number, line: (index: number) => string): string => {
  const file = write('many.log', '');
  const inOne = 50_000;
  for (let from = 0; from < count; from += inOne) {
    appendFileSync(path('many.log'), Array.from({ length: Math.min(inOne, count - from) }, (_, index) => `${line(from + index)}\n`).join(''));
  }
  return file;
};

type Told = { readonly boots: readonly { readonly attributedSeconds: { readonly startup: number } }[] };

/** Sizes are what a test has time for; 10^6 replicas and 10^7 step names are in `npm run faults`, by the same words. */
describe('a log of very many things', () => {
  it('tells 10,000 of 30,000 replicas in one file, says that others are left out, and ends with 2', () => {
    const log = logOf(30_000, (index) => `[pod/scorer-${index}/main] Loading weights: 1.8s`);
    const { status, out, err } = runBounded([log, '--quiet', '--no-redact'], 512);
    expect([status, err]).toEqual([
      2,
      expect.stringMatching(
        /many\.log: more than 10000 starts are in what was read; these are told, and 20000 records of others are left out; give the logs in parts/,
      ),
    ]);
    expect(out.match(/many\.log#\d+/g)).toHaveLength(10_000);
  }, 300_000);

  it('reads 200,000 different step names in one file in bounded memory', () => {
    const log = logOf(200_000, (index) => `${time(index)} INFO Step${index} load: 1.8s`);
    const { status } = runBounded([log, '--quiet'], 200);
    expect(status).toBe(0);
  }, 300_000);

  it('puts 20,000 stretches that all overlap on one clock', () => {
    const log = logOf(20_000, (index) => `${time(index)} INFO Loading weights: ${6000 + index / 1000}s`);
    const { status, out } = runBounded([log, '--quiet', '--format', 'json'], 512);
    expect(status).toBe(0);
    expect((JSON.parse(out) as Told).boots).toHaveLength(1);
  }, 120_000);
});
