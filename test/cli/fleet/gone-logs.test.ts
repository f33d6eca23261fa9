import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createGoneLogs } from '../../../src/cli/fleet/gone-logs.js';
import type { FileResult } from '../../../src/cli/fleet/read-file.js';
import { record } from '../../fleet/boots/record-of.js';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-gone-'));
const text = 'a line of a log\n'.repeat(100);
const head = Buffer.from(text.slice(0, 512));

const gone = (path: string, content: string, boots = 1): FileResult => ({
  path,
  hash: createHash('sha256').update(content).digest('hex'),
  bytes: content.length,
  boots: Array.from({ length: boots }, (_, place) => record({ id: `${path}#${place + 1}` })),
  problems: [],
});

const file = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content);
  return { path: join(folder, name), head, comparedBytes: 0 };
};

describe('logs that are gone', () => {
  it('are dropped where they go on in another file, compressed or not, with more behind them', async () => {
    const logs = createGoneLogs();
    logs.add(head, gone('a.log', text));
    await logs.dropThoseIn([file('a.log.1.gz', gzipSync(`${text}one more line\n`))]);
    expect(logs.results()).toEqual([]);
  });

  it('stay where a file only begins like them', async () => {
    const logs = createGoneLogs();
    logs.add(head, gone('a.log', text));
    await logs.dropThoseIn([file('b.log', `${text.slice(0, -20)}another end of the same length\n`), file('short.log', text.slice(0, 600))]);
    expect(logs.results()).toHaveLength(1);
  });

  it('are compared with a file once it has come to their length', async () => {
    const logs = createGoneLogs();
    logs.add(head, gone('a.log', text));
    await logs.dropThoseIn([file('growing.log', text.slice(0, 800))]);
    await logs.dropThoseIn([{ ...file('growing.log', text), comparedBytes: 800 }]);
    expect(logs.results()).toEqual([]);
  });

  it('are forgotten, those first that went first, where they hold more starts than there is room for', () => {
    const logs = createGoneLogs(10);
    for (const name of ['a', 'b', 'c']) logs.add(head, gone(name, name, 4));
    expect(logs.results().map(({ path }) => path)).toEqual(['b', 'c']);
    expect(logs.count()).toBe(3);
  });
});
