import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from './run.js';

const lesson = 'fixtures/lesson.log';
const folder = mkdtempSync(join(tmpdir(), 'coldcase-cli-'));
const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('coldcase diagnose', () => {
  it('is what runs without a command, and says the sentence first', async () => {
    const { status, out, err } = await run([lesson]);
    expect(status).toBe(0);
    expect(err).toBe('');
    expect(out).toMatch(/^cold: /);
    expect(await run(['diagnose', lesson])).toEqual({ status, out, err });
  });

  it('reads a pipe without being told', async () => {
    const { status, out } = await run([], { stdin: readFileSync(lesson, 'utf8') });
    expect(status).toBe(0);
    expect(out).toMatch(/^cold: /);
    expect(out).toContain('stdin:3');
  });

  it('shows its help on stderr where there is neither a path nor a pipe', async () => {
    const { status, out, err } = await run([]);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain('Usage: coldcase');
  });

  it.each([
    [['--fromat', 'json', lesson], "coldcase: unknown option '--fromat'; did you mean --format?\n"],
    [['redcat', lesson], "coldcase: unknown command 'redcat'; did you mean redact?\n"],
    [['--format', 'jsn', lesson], "coldcase: unknown format 'jsn'; did you mean json?\n"],
    [['--output', 'json', lesson], 'coldcase: --output json: give a format and a file, as in --output json=report.json\n'],
    [['--fail-on', '', lesson], 'coldcase: --fail-on: give error, warning, note or the id of a cause (coldcase rules list shows them)\n'],
    [['--\u001b[31mx', lesson], "coldcase: unknown option '--\\x1b[31mx'; see coldcase --help\n"],
    [['explain', 'capture'], "coldcase: unknown cause 'capture'; did you mean graph-capture-slow?\n"],
    [
      ['--fail-on', 'error:0', lesson],
      'coldcase: --fail-on error:0: behind the colon stands how many boots, as in error:3, or which share of them, as in error:5%\n',
    ],
    [['--fail-on', 'warnin', lesson], 'coldcase: --fail-on warnin: did you mean warning?\n'],
    [['--fail-on', 'compile-in-reqest', lesson], 'coldcase: --fail-on compile-in-reqest: did you mean compile-in-request?\n'],
    [['--thresholds', 'nowhere.yaml', lesson], 'coldcase: nowhere.yaml: there is no such file; give --thresholds the word fine or a YAML file\n'],
    [['--redact', 'strct', lesson], 'coldcase: --redact strct: did you mean strict?\n'],
    [['--redact', 'all', lesson], 'coldcase: --redact all: give secrets or strict\n'],
    [['explain', 'oom-devise'], "coldcase: unknown cause 'oom-devise'; did you mean oom-device?\n"],
    [['rules', 'lnit'], "coldcase: rules knows no 'lnit'; did you mean lint?\n"],
    [['collect', 'pood', 'x'], "coldcase: collect knows no 'pood'; did you mean pod?\n"],
  ])('says what is wrong with %j in one sentence, and ends with 2', async (args, message) => {
    expect(await run(args)).toEqual({ status: 2, out: '', err: message });
  });

  it('names a file that is not there, still reports the others, and ends with 2, or 0 with --keep-going', async () => {
    const missing = join(folder, 'missing.log');
    const { status, out, err } = await run([missing, lesson]);
    expect(status).toBe(2);
    expect(err.split('\n')).toHaveLength(2);
    expect(err).toContain(missing);
    expect(out).toMatch(/^cold: /);
    expect((await run(['--keep-going', missing, lesson])).status).toBe(0);
  });

  it.each([
    ['empty.log', ''],
    ['binary.log', Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256))],
    ['half.log.gz', Buffer.from('1f8b0800000000000003cb48', 'hex')],
  ])('tells of %s in one sentence and without a stack', async (name, content) => {
    const path = file(name, content);
    const { status, err } = await run([path]);
    expect(status).toBe(2);
    expect(err).toMatch(new RegExp(`^coldcase: .*${name}.*\n$`));
  });

  it('ends with 1 where --fail-on is met, by a severity or a cause, and says by what', async () => {
    const met = await run(['--fail-on', 'warning', lesson]);
    expect(met.status).toBe(1);
    expect(met.err).toMatch(/--fail-on is met: .* in fixtures\/lesson\.log#1/);
    expect((await run(['--fail-on', 'device-init-in-request', lesson])).status).toBe(1);
    expect((await run(['--fail-on', 'error,oom-device', lesson])).status).toBe(0);
    expect((await run(['--fail-on', 'warning:100%', lesson])).err).toContain('--fail-on is met: warning:100% by 1 of 1 boots');
    expect((await run(['--fail-on', 'warning:2', lesson])).status).toBe(0);
  });

  it('writes several reports in one run', async () => {
    const [json, text] = [join(folder, 'report.json'), join(folder, 'report.txt')];
    const { status, out } = await run(['--output', `json=${json}`, '--output', `text=${text}`, lesson], { isTerminal: true });
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ schemaVersion: 1, boots: [{ verdict: 'cold' }] });
    expect(readFileSync(text, 'utf8')).toBe(out.replace(/\u001b\[\d+m/g, ''));
  });

  it('reports all the same where one of the files cannot be written, and ends with 2', async () => {
    const json = join(folder, 'second.json');
    const { status, out, err } = await run(['--output', `json=${folder}/no/such/report.json`, '--output', `json=${json}`, lesson]);
    expect(status).toBe(2);
    expect(out).toMatch(/^cold: /);
    expect(err).toMatch(/^coldcase: [^\n]*report\.json: its folder does not exist[^\n]*\n$/);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ schemaVersion: 1 });
  });

  it('refuses two outputs into one file, and an output into an input, whatever the path', async () => {
    const log = file('kept.log', readFileSync(lesson));
    const report = join(folder, 'shared.json');
    const twice = await run(['--output', `json=${report}`, '--output', `text=${folder}/./shared.json`, lesson]);
    expect(twice).toMatchObject({ status: 2, out: '', err: expect.stringMatching(/^coldcase: --output into [^\n]* is another output; name another file\n$/) });
    const over = await run(['--output', `json=${folder}/../${basename(folder)}/kept.log`, log]);
    expect(over).toMatchObject({ status: 2, out: '', err: expect.stringMatching(/^coldcase: --output into [^\n]* is an input; name another file\n$/) });
    expect(readFileSync(log)).toEqual(readFileSync(lesson));
  });

  it('tells of an empty pipe in one sentence and reports nothing', async () => {
    expect(await run([], { stdin: '' })).toMatchObject({ status: 2, out: '', err: expect.stringMatching(/^coldcase: standard input: [^\n]*\n$/) });
  });

  it('says that a line was too long to be read whole', async () => {
    const { status, err } = await run([file('long.log', `${'x'.repeat(1_200_000)}\n[Init] Loading weights: 1.8s\n`)]);
    expect(status).toBe(0);
    expect(err).toMatch(
      /^coldcase: .*long\.log: 1 line was cut or left out \(a line is read to its first MiB, a table or document to its first 500,000 lines\)\n$/,
    );
  });

  it('colours on a terminal only, and heeds NO_COLOR, FORCE_COLOR and --no-color', async () => {
    const isColoured = async (args: string[], isTerminal: boolean, env: { [name: string]: string } = {}): Promise<boolean> =>
      (await run([...args, lesson], { isTerminal, env })).out.includes('\u001b[');
    expect(await isColoured([], true)).toBe(true);
    expect(await isColoured([], false)).toBe(false);
    expect(await isColoured([], true, { NO_COLOR: '1' })).toBe(false);
    expect(await isColoured([], true, { TERM: 'dumb' })).toBe(false);
    expect(await isColoured([], false, { FORCE_COLOR: '1' })).toBe(true);
    expect(await isColoured(['--no-color'], true, { FORCE_COLOR: '1' })).toBe(false);
  });

  it('fills the terminal, or what COLUMNS says of a pipe', async () => {
    const widest = (out: string): number => Math.max(...out.split('\n').map((line) => [...line].length));
    expect(widest((await run([lesson], { isTerminal: true, columns: 120, env: { NO_COLOR: '1' } })).out)).toBe(120);
    expect(widest((await run([lesson], { env: { COLUMNS: '60' } })).out)).toBeLessThanOrEqual(60);
  });

  it('says only the sentence when it is to be quiet', async () => {
    expect((await run(['--quiet', lesson])).out).toMatch(/^cold: [^\n]*(\n[^\n]+)?\n$/);
  });

  it('masks secrets unless it is told not to', async () => {
    const path = file(
      'secret.log',
      `${readFileSync(lesson, 'utf8').replace('CUDA context creation: 2.3s', 'CUDA context creation: 2.3s token=hf_abcdefghijklmnopqrstuvwx')}`,
    );
    expect((await run([path])).out).not.toContain('hf_abcdefgh');
    expect((await run(['--no-redact', path])).out).toContain('hf_abcdefgh');
  });

  it('masks names too with --redact strict, and tells how much was masked unless it is to be quiet', async () => {
    const path = file(
      'names.log',
      readFileSync(lesson, 'utf8').replace('creation: 2.3s', 'creation: 2.3s token=hf_abcdefghijklmnopqrstuvwx for 10.1.2.3 and 10.1.2.4 at gpu-7.acme.com'),
    );
    const usual = await run([path]);
    expect(usual.out).toContain('gpu-7.acme.com');
    expect(usual.err).toBe('coldcase: masked: 1 secret\n');
    const strict = await run(['--redact', 'strict', '--format', 'json', path]);
    expect(strict.out).not.toMatch(/acme|10\.1\.2/);
    expect(JSON.parse(strict.out).masked).toEqual({ secrets: 1, addresses: 2, hosts: 1 });
    expect(strict.err).toBe('coldcase: masked: 1 secret, 2 IP addresses, 1 host\n');
    expect((await run(['--redact=strict', '--quiet', path])).err).toBe('');
    expect((await run(['--no-redact', path])).err).toBe('');
  });

  it('refuses a broken file of thresholds with file, line and mend', async () => {
    const path = file('thresholds.yaml', 'compile-at-startup: { seconds: 30 }\ncompile-at-strtup: { seconds: 1 }\n');
    expect((await run(['--thresholds', path, lesson])).err).toMatch(/thresholds\.yaml:2: /);
  });
});
