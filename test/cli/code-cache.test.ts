import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';

const isBuilt = existsSync('dist/bin/coldcase.js');
const log = 'fixtures/lesson.log';

describe.skipIf(!isBuilt)(`the code cache of the built command${isBuilt ? '' : ' (skipped: npm run build makes it)'}`, () => {
  let dist = '';
  beforeEach(() => {
    dist = join(mkdtempSync(join(tmpdir(), 'coldcase-cache-')), 'dist');
    cpSync('dist', dist, { recursive: true, filter: (path) => !path.startsWith('dist/cache') });
  });
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(dist, 'bin/coldcase.js'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '', ...env },
    });
    return { status, stdout, stderr };
  };
  const cached = () => (existsSync(join(dist, 'cache')) ? readdirSync(join(dist, 'cache')).map((name) => join(dist, 'cache', name)) : []);

  it('is written by the first three diagnoses of files, each with what those before had compiled, and changes nothing of what is said', () => {
    const first = run([log]);
    for (const number of [1, 2]) {
      expect(cached()).toEqual([expect.stringMatching(new RegExp(`\\.${number}$`))]);
      expect(run([log])).toEqual(first);
    }
    const [file = ''] = cached();
    const written = readFileSync(file);
    expect(run([log])).toEqual(first);
    expect(cached()).toEqual([file]);
    expect(readFileSync(file)).toEqual(written);
    expect(first).toMatchObject({ status: 0, stderr: '' });
  });

  it('grows by what a longer log needs', () => {
    run([log]);
    const before = readFileSync(cached()[0] as string).length;
    run(['fixtures/captured/gpu/compile-in-request.log']);
    expect(readFileSync(cached()[0] as string).length).toBeGreaterThan(before);
  });

  it('is made anew where it is damaged', () => {
    const first = run([log]);
    const [file = ''] = cached();
    writeFileSync(file, 'no code');
    expect(run([log])).toEqual(first);
    expect(readFileSync(file).length).toBeGreaterThan(1000);
  });

  it('is done without where it cannot be written', () => {
    writeFileSync(join(dist, 'cache'), 'a file, no folder');
    expect(run([log])).toMatchObject({ status: 0, stderr: '' });
  });

  it('is not kept of a run that compiled little, nor where Node is told to keep none', () => {
    run(['--help']);
    run([log], { NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(cached()).toEqual([]);
  });
});
