import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { capturedStarts } from './gate/captured-starts.js';
import { twoGroups } from './gate/two-groups.js';

test('tells cold starts from warm ones', () => {
  expect(twoGroups([30, 61, 31, 29, 60, 32, 59, 30.5])).toEqual([
    [29, 30, 30.5, 31, 32],
    [59, 60, 61],
  ]);
});

test('takes neither evenly spread starts nor one straggler nor equal ones for two groups', () => {
  expect(twoGroups([30, 31, 32, 33, 34, 35, 36, 37, 38, 39])).toBeNull();
  expect(twoGroups([30, 31, 30, 31, 30, 31, 30, 31, 30, 90])).toBeNull();
  expect(twoGroups(new Array(10).fill(30))).toBeNull();
});

test('says nothing about groups in fewer than eight starts', () => {
  expect(twoGroups([30, 30, 30, 60, 60, 60])).toBeNull();
});

test('prints how the starts in a folder of logs scatter', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-starts-'));
  try {
    for (const seconds of [10, 20, 30]) {
      const lines = ['2026-01-01 10:00:00 INFO Started server process [1]', `2026-01-01 10:00:${seconds} INFO Application startup complete.`];
      writeFileSync(join(folder, `${seconds}.log`), `${lines.join('\n')}\n`);
    }
    writeFileSync(join(folder, 'notes.txt'), 'no log');
    expect(await capturedStarts(folder)).toMatch(
      /3 logs, 3 boots\ntime to ready +n 3 {2}median 20\.00 s {2}from 10\.00 s to 30\.00 s {2}CV 0\.500 {2}too few to look for groups/,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
