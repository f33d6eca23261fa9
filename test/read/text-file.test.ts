import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTextFile } from '../../src/read/text-file.js';

describe('readTextFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coldcase-text-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const read = (file: string): Promise<string> => readTextFile(file, 'plan', 'write one');

  it('gives the text of a file', async () => {
    const file = join(folder, 'plan.yaml');
    writeFileSync(file, 'größer\n');
    expect(await read(file)).toBe('größer\n');
  });

  it('says that there is no such file, and the mend', async () => {
    const file = join(folder, 'none.yaml');
    await expect(read(file)).rejects.toThrow(`${file}: there is no such plan; write one`);
  });

  it('says that a folder is one', async () => {
    await expect(read(folder)).rejects.toThrow(`${folder}: is a folder; write one`);
  });

  it('does not read a log to its end that was given by mistake', async () => {
    const file = join(folder, 'server.log');
    writeFileSync(file, '');
    truncateSync(file, 2 ** 40);
    await expect(read(file)).rejects.toThrow(`${file}: is too large for a plan; write one`);
  });
});
