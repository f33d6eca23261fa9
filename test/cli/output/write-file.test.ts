import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeWholeFile } from '../../../src/cli/output/write-file.js';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-write-'));
const made = (name: string): string => {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
};

/** A file system of 64 KiB, where this user may mount one. */
const small = join(folder, 'small');
mkdirSync(small);
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'coldcase-test', small]).status === 0;
const isRoot = process.getuid?.() === 0;

/** A program that writes 64 MB as a whole into the file that is its argument. */
const slowWriter = `import { writeWholeFile } from ${JSON.stringify(resolve('src/cli/output/write-file.ts'))};
await writeWholeFile(process.argv[2] ?? '', 'new '.repeat(16_000_000));`;

afterAll(() => {
  if (isMounted) execFileSync('umount', [small]);
  rmSync(folder, { recursive: true });
});

describe('a file written as a whole', () => {
  it('replaces what stood there, keeps its mode, and leaves nothing beside it', async () => {
    const path = join(made('plain'), 'report.json');
    writeFileSync(path, 'a long old report');
    chmodSync(path, 0o640);
    await writeWholeFile(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(folder, 'plain'))).toEqual(['report.json']);
  });

  it('gives a new file the mode that any program would', async () => {
    const [ours, usual] = [join(made('mode'), 'ours'), join(folder, 'mode', 'usual')];
    await writeWholeFile(ours, '');
    writeFileSync(usual, '');
    expect(statSync(ours).mode).toBe(statSync(usual).mode);
  });

  it('follows links, to a file that is there and to one that is not', async () => {
    const inside = made('links');
    for (const target of ['there', 'absent']) {
      if (target === 'there') writeFileSync(join(inside, target), 'old');
      symlinkSync(target, join(inside, `to-${target}`));
      await writeWholeFile(join(inside, `to-${target}`), 'new');
      expect(lstatSync(join(inside, `to-${target}`)).isSymbolicLink()).toBe(true);
      expect(readFileSync(join(inside, target), 'utf8')).toBe('new');
    }
    expect(readdirSync(inside)).toHaveLength(4);
  });

  it('writes into a pipe and a device, and replaces neither', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('cat', [pipe]);
    let read = '';
    reader.stdout.on('data', (chunk) => {
      read += chunk;
    });
    await writeWholeFile(pipe, 'through');
    await new Promise((done) => reader.on('close', done));
    expect(read).toBe('through');
    await writeWholeFile('/dev/null', 'gone');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it.each([
    ['no/such/report.json', /its folder does not exist/],
    ['plain-file/report.json', /a file: name another place/],
    ['a-folder', /it is a folder: name a file in it/],
    ['absent-folder/', /it is a folder: name a file in it/],
    ['loop', /it cannot be written \(ELOOP\); name another file/],
  ])('says of %s what to do, and leaves nothing behind', async (name, mend) => {
    const inside = mkdtempSync(join(folder, 'wrong-'));
    writeFileSync(join(inside, 'plain-file'), 'old');
    mkdirSync(join(inside, 'a-folder'));
    symlinkSync('loop', join(inside, 'loop'));
    await expect(writeWholeFile(`${inside}/${name}`, 'new')).rejects.toThrow(mend);
    expect(readdirSync(inside).sort()).toEqual(['a-folder', 'loop', 'plain-file']);
  });

  it.skipIf(isRoot)(`refuses a file that is read-only${isRoot ? ' (skipped: root may write everywhere)' : ''}`, async () => {
    const path = join(made('read-only'), 'report.json');
    writeFileSync(path, 'old');
    chmodSync(path, 0o400);
    await expect(writeWholeFile(path, 'new')).rejects.toThrow(/may not be written to/);
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it.skipIf(!isMounted)(`keeps the old file where the disk is full${isMounted ? '' : ' (skipped: no file system can be mounted here)'}`, async () => {
    const path = join(small, 'report.json');
    writeFileSync(path, 'old');
    await expect(writeWholeFile(path, 'x'.repeat(200_000))).rejects.toThrow(/report\.json: its disk is full: free some room/);
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(small)).toEqual(['report.json']);
  });

  it('says so where a device is full', async () => {
    await expect(writeWholeFile('/dev/full', 'new')).rejects.toThrow(/its disk is full/);
  });

  it('is the old one or the new one, without anything beside it, when the process is interrupted', async () => {
    const inside = made('interrupted');
    writeFileSync(join(inside, 'report.json'), 'old');
    const program = join(folder, 'slow-writer.mts');
    writeFileSync(program, slowWriter);
    const child = spawn(process.execPath, ['--import', 'tsx', program, join(inside, 'report.json')], { stdio: 'inherit' });
    const watcher = watch(inside).once('change', () => child.kill('SIGINT'));
    await new Promise((done) => child.on('close', done));
    watcher.close();
    expect(readdirSync(inside)).toEqual(['report.json']);
    // 64 MB may be on the disk before the signal comes.
    expect([3, 64_000_000]).toContain(statSync(join(inside, 'report.json')).size);
  });
});
