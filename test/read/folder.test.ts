import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logsIn } from '../../src/read/folder.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coldcase-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Buffer): void => {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
};

const found = async (): Promise<readonly [logs: string[], skipped: number]> => {
  const { logs, skipped } = await logsIn(folder);
  return [logs.map((path) => relative(folder, path)), skipped];
};

describe('the logs of a folder', () => {
  it.each([
    'app.log',
    'app.LOG',
    'app.out',
    'app.err',
    'log',
    'app-log',
    'logs.txt',
    'stdout',
    'app_stderr.txt',
    'console.json',
    'syslog',
    'messages.1',
    'journal',
    'app.log.1',
    'app.log-20260801',
    'app.log.2026-08-01T10:00',
    'app.log.old',
    'app.log.1.previous',
    'app-previous.log',
    'app.log.jsonl',
  ])('are named so, whatever is in them: %s', async (name) => {
    write(name, 'buy milk\n');
    expect(await found()).toEqual([[name], 0]);
  });

  it.each(['app.log.gz', 'app.log.1.gz', 'app.txt.gz', 'app.json.gz', 'app.jsonl.gz', 'app.ndjson.gz'])('are packed ones too: %s', async (name) => {
    write(name, gzipSync('buy milk\n'));
    expect(await found()).toEqual([[name], 0]);
  });

  it.each(['app.txt', 'app.json', 'app.jsonl', 'app.ndjson', 'pod.yaml', 'pod.yml', 'pod.text', 'pod.describe', 'pod.events', 'pod', 'a-b_c'])(
    'are files that could be, where they hold a clock or a level: %s',
    async (name) => {
      write(name, 'one\nINFO: two\n');
      expect(await found()).toEqual([[name], 0]);
      write(name, 'one\ntwo\n');
      expect(await found()).toEqual([[], 1]);
    },
  );

  it.each(['app.py', 'weblog.html', 'catalog.csv', 'app.txt.bak', 'pod.yaml.j2', 'a.b'])('are no other files: %s', async (name) => {
    write(name, '2026-01-01T00:00:00Z INFO up\n');
    expect(await found()).toEqual([[], 1]);
  });

  it('are no packed files without the name of one', async () => {
    write('pod', gzipSync('INFO: up\n'));
    expect(await found()).toEqual([[], 1]);
  });

  it('are neither empty nor binary', async () => {
    write('a.log', '');
    write('b.log', Buffer.from('7f454c4602010100000000000000000003003e00', 'hex'));
    write('c.txt', '');
    expect(await found()).toEqual([[], 3]);
  });

  it.each([
    ['with a clock alone', '2026-01-01T00:00:00Z up'],
    ['with a level alone', 'ERROR: no'],
    ['of one line without an end', 'INFO: up'],
  ])('show by a line %s', async (_, line) => {
    write('a.txt', line);
    expect(await found()).toEqual([['a.txt'], 0]);
  });

  it('show by their first 200 lines', async () => {
    write('a.txt', `${'milk\n'.repeat(199)}INFO: up\n`);
    write('b.txt', `${'milk\n'.repeat(200)}INFO: up\n`);
    expect(await found()).toEqual([['a.txt'], 1]);
  });

  it('do not show by a line that the sample cuts', async () => {
    write('a.txt', `milk\n${'x'.repeat(200_000)}\n`);
    expect(await found()).toEqual([[], 1]);
  });

  it('come by number, and what was said before a restart comes first', async () => {
    for (const name of ['rank10.log', 'rank2.log', 'B.log', 'a.log', 'previous.log', 'a-previous.log', 'previously.log']) write(name, 'x\n');
    expect((await found())[0]).toEqual(['a-previous.log', 'previous.log', 'a.log', 'B.log', 'previously.log', 'rank2.log', 'rank10.log']);
  });

  it('lie in folders within, and what is no log there is counted', async () => {
    for (const name of ['b/c/d.log', 'b/notes.md', 'b/c/notes.md', 'notes.md']) write(name, 'x\n');
    expect(await found()).toEqual([['b/c/d.log'], 3]);
  });

  it.each(['node_modules', '.git', '__pycache__', '.venv', 'venv'])('do not lie in %s, which is not looked into', async (name) => {
    write(`${name}/a.log`, 'x\n');
    write(`${name}/a.md`, 'x\n');
    expect(await found()).toEqual([[], 0]);
  });

  it('are links to files, but no links to folders or to nothing', async () => {
    write('real/a.log', 'x\n');
    symlinkSync(join(folder, 'real/a.log'), join(folder, 'b.log'));
    symlinkSync(join(folder, 'real'), join(folder, 'round.log'));
    symlinkSync(join(folder, 'gone'), join(folder, 'gone.log'));
    expect(await found()).toEqual([['b.log', 'real/a.log'], 0]);
  });

  it('cannot be told of a folder that is not there', async () => {
    await expect(logsIn(join(folder, 'none'))).rejects.toThrow('ENOENT');
  });
});
