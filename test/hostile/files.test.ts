import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/run.js';
import { scratchFolder } from './scratch.js';

const { path, write } = scratchFolder();

const lesson = 'Loading weights: 1.8s\n';
const hasPipes = spawnSync('mkfifo', ['--version']).error === undefined;

const inputsOf = async (folder: string): Promise<string[]> => {
  const { out } = await run([folder, '--format', 'json']);
  return (JSON.parse(out) as { inputs: { path: string }[] }).inputs.map((input) => input.path);
};

describe('a folder', () => {
  it('whose links lead round in a circle is read once', async () => {
    const log = write('logs/a.log', lesson);
    symlinkSync(path('logs'), path('logs/again'));
    symlinkSync(path('logs/loop.log'), path('logs/loop.log'));
    expect(await inputsOf(path('logs'))).toEqual([log]);
  });

  it('with links to devices and to nothing has these left out', async () => {
    const log = write('logs/a.log', lesson);
    symlinkSync('/dev/zero', path('logs/zero.log'));
    symlinkSync('/nowhere', path('logs/gone.log'));
    expect(await inputsOf(path('logs'))).toEqual([log]);
  });

  it.skipIf(!hasPipes)('with a named pipe that nobody writes to does not wait for it', async () => {
    const log = write('logs/a.log', lesson);
    spawnSync('mkfifo', [path('logs/pipe.log')]);
    expect(await inputsOf(path('logs'))).toEqual([log]);
  });

  it('with a socket has it left out', async () => {
    const log = write('logs/a.log', lesson);
    const server = createServer().listen(path('logs/socket.log'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await inputsOf(path('logs'))).toEqual([log]);
    server.close();
  });

  it('nested 300 deep is read', async () => {
    const inner = `logs/${'a/'.repeat(300)}`;
    mkdirSync(path(inner), { recursive: true });
    const log = write(`${inner}x.log`, lesson);
    expect(await inputsOf(path('logs'))).toEqual([log]);
  });

  it('with names that a terminal obeys shows them harmless', async () => {
    write('logs/\u001b]0;x\u0007\u202e.log', lesson);
    const { out, err } = await run([path('logs')]);
    expect(out + err).not.toMatch(/[\u001b\u0007\u202e]/);
  });
});

describe('a path', () => {
  it('that leads round in a circle is told in one sentence', async () => {
    symlinkSync(path('loop.log'), path('loop.log'));
    const { status, err } = await run([path('loop.log')]);
    expect([status, err]).toEqual([2, expect.stringMatching(/^coldcase: \S+loop\.log: it cannot be read \(ELOOP\)[^\n]*\n$/)]);
  });
});
