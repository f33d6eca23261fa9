import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isGlob, matchesOf } from '../../src/read/glob.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coldcase-glob-'));
  mkdirSync(join(folder, '.hidden'));
  mkdirSync(join(folder, 'sub.log'));
  for (const name of ['r10.log', 'r2.log', 'A.log', 'b.txt', '.dot.log', '.hidden/c.log', 'sub.log/d.log']) writeFileSync(join(folder, name), 'x\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const matches = async (pattern: string): Promise<string[]> => (await matchesOf(join(folder, pattern))).map((path) => relative(folder, path));

describe('a pattern', () => {
  it.each(['*.log', 'a?.log', 'a[12].log', '{a,b}.log'])('is %s', (path) => {
    expect(isGlob(path)).toBe(true);
  });

  it('is no plain path', () => {
    expect(isGlob('/var/log/a-b_c.1.log')).toBe(false);
  });

  it('matches files, by number, no folders and nothing in them', async () => {
    expect(await matches('*.log')).toEqual(['A.log', 'r2.log', 'r10.log']);
  });

  it('matches hidden files only where it names them so', async () => {
    expect(await matches('.*.log')).toEqual(['.dot.log']);
    expect(await matches('.hidden/*')).toEqual(['.hidden/c.log']);
    expect(await matches('*/*.log')).toEqual(['sub.log/d.log']);
  });

  it('gives paths as it is written: from the root, or from here', async () => {
    expect(await matchesOf(join(folder, 'b.*'))).toEqual([join(folder, 'b.txt')]);
    const here = relative(process.cwd(), join(folder, 'b.*'));
    expect(await matchesOf(here)).toEqual([relative(process.cwd(), join(folder, 'b.txt'))]);
  });
});
