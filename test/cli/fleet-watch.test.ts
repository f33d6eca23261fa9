import { appendFileSync, copyFileSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../src/cli/audit/free-port.js';
import type { Fleet } from '../../src/model/fleet.js';
import { run } from './run.js';
import { newFolder, watch } from './watching.js';

const lesson = readFileSync('fixtures/lesson.log', 'utf8');
const lines = lesson.split('\n');

/** Another start of the same kind. */
const another = (load: string): string => lesson.replace('1.8s', load);

/** What a plain run tells of the same files. */
const plain = async (folder: string, ...args: string[]): Promise<Fleet> =>
  JSON.parse((await run(['fleet', folder, '--workers', '1', '--format', 'json', ...args])).out);

describe('coldcase fleet --watch', () => {
  it('tells of a log that comes and grows what a plain run tells of it, and ends with 0 by SIGTERM', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'a.log'), lesson);
    const watching = watch([folder]);
    await watching.until(({ files }) => files === 1);
    writeFileSync(join(folder, 'b.log'), '');
    for (const line of another('1.9s').split('\n').slice(0, -1)) {
      appendFileSync(join(folder, 'b.log'), `${line}\n`);
      await sleep(2);
    }
    const whole = await plain(folder);
    await watching.until(({ causes, boots }) => boots === whole.boots && JSON.stringify(causes) === JSON.stringify(whole.causes));
    const { status, out } = await watching.stop('SIGTERM');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual(whole);
  });

  it.each([
    ['renamed', (log: string) => renameSync(log, `${log}.1`)],
    [
      'compressed',
      (log: string) => {
        writeFileSync(`${log}.1.gz`, gzipSync(readFileSync(log)));
        rmSync(log);
      },
    ],
    [
      'copied and emptied',
      (log: string) => {
        copyFileSync(log, `${log}.1`);
        truncateSync(log, 0);
      },
    ],
  ])('counts a start once where its log is %s, and the next one beside it', async (_, rotate) => {
    const folder = newFolder();
    const log = join(folder, 'server.log');
    writeFileSync(log, lesson);
    const watching = watch([folder]);
    const { boots } = await watching.until((fleet) => fleet.boots > 0);
    rotate(log);
    writeFileSync(log, another('1.9s'));
    await watching.until((fleet) => fleet.boots === 2 * boots);
    await sleep(100);
    expect((await watching.stop('SIGTERM')).out).toContain(`"boots": ${2 * boots},`);
  });

  it('keeps the starts of a log that is removed', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'a.log'), lesson);
    writeFileSync(join(folder, 'b.log'), another('1.9s'));
    const watching = watch([folder]);
    const before = await watching.until(({ files }) => files === 2);
    rmSync(join(folder, 'b.log'));
    writeFileSync(join(folder, 'c.log'), another('1.7s'));
    const after = await watching.until(({ files }) => files === 3);
    expect(after.boots).toBe((before.boots * 3) / 2);
    await watching.stop('SIGTERM');
  });

  it('ends with 1 at the first alert, and says of what', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'a.log'), 'INFO:     Started server process [1]\nINFO:     Application startup complete.\n');
    const watching = watch([folder, '--fail-on', 'device-init-in-request']);
    await watching.until(({ files }) => files === 1);
    writeFileSync(join(folder, 'b.log'), lesson);
    const { status, err } = await watching.ended;
    expect([status, err]).toEqual([1, expect.stringMatching(/--fail-on is met: device-init-in-request in .*b\.log#1/)]);
  });

  it('waits for logs in a folder that has none yet, and tells of one that cannot be read once', async () => {
    const folder = newFolder();
    const watching = watch([folder]);
    await watching.until(({ unread }) => unread === 1);
    writeFileSync(join(folder, 'a.log'), lesson);
    writeFileSync(join(folder, 'broken.log.gz'), Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]));
    await watching.until(({ boots, unread }) => boots > 0 && unread === 1);
    await sleep(100);
    const { status, err } = await watching.stop('SIGTERM');
    expect(status).toBe(2);
    expect(err.match(/broken\.log\.gz/g)).toHaveLength(1);
    expect(err.match(/holds no logs/g)).toHaveLength(1);
  });

  it('serves its metrics, and is ready once all was read', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'a.log'), lesson);
    const port = await freePort();
    const watching = watch([folder, '--probe', `127.0.0.1:${port}`]);
    await watching.until(({ files }) => files === 1);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    const metrics = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { accept: 'application/openmetrics-text' } });
    expect([ready.status, await metrics.text()]).toEqual([200, expect.stringMatching(/coldcase_fleet_boots\{verdict="cold"\} \d+\n[\s\S]*# EOF\n$/)]);
    expect((await watching.stop('SIGINT')).status).toBe(130);
  });

  it('keeps what it read in its state, whatever grew meanwhile', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'a.log'), `${lines.slice(0, 2).join('\n')}\n`);
    const state = join(newFolder(), 'state.jsonl');
    const watching = watch([folder, '--state', state]);
    await watching.until(({ files }) => files === 1);
    appendFileSync(join(folder, 'a.log'), lines.slice(2).join('\n'));
    await watching.until(({ causes }) => causes.some(({ id }) => id === 'device-init-in-request'));
    const { out } = await watching.stop('SIGTERM');
    const kept = readFileSync(state, 'utf8');
    expect(await plain(folder, '--state', state)).toEqual(JSON.parse(out));
    expect(readFileSync(state, 'utf8')).toBe(kept);
  });

  it('reads no output of its own that lies among the logs', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'a.log'), lesson);
    const watching = watch([folder, '--output', `text=${join(folder, 'fleet.log')}`]);
    await watching.until(({ files }) => files === 1);
    await sleep(100);
    expect(JSON.parse((await watching.stop('SIGTERM')).out).files).toBe(1);
  });

  it('refuses a probe without it', async () => {
    expect((await run(['fleet', '.', '--probe', ':0'])).err).toBe('coldcase: --probe goes with --watch; add that, or leave it away\n');
  });
});
