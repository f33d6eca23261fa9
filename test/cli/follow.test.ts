import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withIdle } from '../../src/cli/follow.js';
import { run } from './run.js';

const file = join(mkdtempSync(join(tmpdir(), 'coldcase-follow-')), 'server.log');

const start = [
  'INFO:     2026-02-11 05:31:04,000 Started server process [12]',
  'INFO:     2026-02-11 05:31:04,100 Waiting for application startup.',
  '2026-02-11 05:31:40,100 INFO Loading weights took 35.8 s',
  'INFO:     2026-02-11 05:31:41,000 Application startup complete.',
];
const requests = [1, 2, 3].map((second) => `INFO:     2026-02-11 05:31:4${second},500 127.0.0.1:4${second} - "POST /v1/completions HTTP/1.1" 200 OK`);

describe('coldcase --follow', () => {
  it('tells on stderr what is running, and gives the diagnosis when the start is over', async () => {
    writeFileSync(file, `${start.slice(0, 2).join('\n')}\n`);
    const running = run(['--follow', file]);
    setTimeout(() => appendFileSync(file, `${start.slice(2).join('\n')}\n`), 300);
    setTimeout(() => appendFileSync(file, `${requests.join('\n')}\n`), 1200);
    const { status, out, err } = await running;
    expect(status).toBe(0);
    expect(err).toContain('Loading weights took 35.8 s');
    expect(out).toMatch(/^(slow|cold|warm): /);
    expect(out).toContain('weights-load');
  });

  it('reads one log only', async () => {
    expect((await run(['--follow', file, file])).err).toBe('coldcase: --follow reads one log: name one file, or pipe it in\n');
  });

  it('says once, by an empty block, that nothing has come for a while', async () => {
    const lines = (async function* () {
      yield { bytes: Buffer.from('a\n'), firstLine: 1 };
      await new Promise((resolve) => setTimeout(resolve, 2500));
      yield { bytes: Buffer.from('b\n'), firstLine: 2 };
    })();
    const seen: string[] = [];
    for await (const block of withIdle(lines)) seen.push(block.bytes.toString());
    expect(seen).toEqual(['a\n', '', 'b\n']);
  });
});
