import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLogKeeper } from '../../../src/cli/input/log-keeper.js';
import type { Report } from '../../../src/model/report.js';
import { inputSource } from '../../../src/read/lines-source.js';
import type { LogLine } from '../../../src/report/html/surroundings.js';
import { maskSecrets } from '../../../src/report/redaction/secrets.js';
import { lessonBoot, reportOf } from '../../report/lesson-report.js';
import { run } from '../run.js';

const reportAbout = (line: number): Report =>
  reportOf({
    ...lessonBoot,
    causes: [],
    phases: [],
    checklist: [],
    gaps: [],
    milestones: { ...lessonBoot.milestones, ready: { seconds: 1, evidence: [{ file: 'a.log', line, text: '' }] } },
  });

/** What a keeper has around a line of a log of these lines. */
const around = async (lines: readonly string[], line: number, isRedacting = true): Promise<readonly LogLine[]> => {
  const keeper = createLogKeeper();
  const source = inputSource('a.log', lines);
  const sources = keeper.keep(
    (async function* () {
      yield source;
    })(),
  );
  for await (const kept of sources) if ('blocks' in kept) for await (const _ of kept.blocks());
  return keeper.linesAround(reportAbout(line), isRedacting ? maskSecrets : (text) => text, isRedacting)('a.log', line);
};

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `line ${index + 1}`);

describe('the lines around evidence', () => {
  it('are five before and five after', async () => {
    const lines = await around(numbered(100), 50);
    expect(lines.map(({ line }) => line)).toEqual([45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55]);
    expect(lines[5]).toEqual({ line: 50, text: 'line 50' });
  });

  it('end with the log', async () => {
    expect((await around(numbered(3), 2)).map(({ text }) => text)).toEqual(['line 1', 'line 2', 'line 3']);
  });

  it('are masked as the report is, unless secrets are to be shown', async () => {
    const lines = ['token=abcdefgh12345678', 'ready'];
    expect((await around(lines, 2))[0]?.text).not.toContain('abcdefgh12345678');
    expect((await around(lines, 2, false))[0]?.text).toContain('abcdefgh12345678');
  });

  it('never show a private key, though it began long before', async () => {
    const key = ['-----BEGIN RSA PRIVATE KEY-----', ...Array.from({ length: 20 }, () => 'MIIEowIBAAKCAQEA'), '-----END RSA PRIVATE KEY-----', 'ready'];
    const lines = await around(key, 23);
    expect(lines.map(({ text }) => text).join()).not.toContain('MIIE');
    expect(lines.at(-1)?.text).toBe('ready');
  });

  it('are not kept of a log past its first 32 MiB', async () => {
    const long = 'x'.repeat(1_000_000);
    const lines = Array.from({ length: 40 }, (_, index) => `${index + 1} ${long}`);
    expect((await around(lines, 10)).length).toBe(11);
    expect(await around(lines, 39)).toEqual([]);
  });
});

describe('coldcase --format html', () => {
  const surroundings = (page: string): { [file: string]: [number, string][] } => JSON.parse(page.match(/id="surroundings">(.*?)<\/script>/s)?.[1] ?? 'null');

  it('has the lines of a file and of a pipe', async () => {
    const log = 'fixtures/captured/gpu/new-shape.log';
    const text = readFileSync(log, 'utf8');
    const ofFile = surroundings((await run([log, '--format', 'html'])).out);
    const ofPipe = surroundings((await run(['--format', 'html'], { stdin: text })).out);
    expect(ofFile[log]).toContainEqual([8, text.split('\n')[7]]);
    expect(ofPipe['-']).toEqual(ofFile[log]);
  });

  it('shows them with the pseudonyms of the report', async () => {
    const text = 'starting server on 10.1.2.3\n[Init] Loading weights: 1.8s from 10.9.8.7\n[FirstRequest] CUDA context creation: 2.3s\n';
    const { out } = await run(['--format', 'html', '--redact', 'strict'], { stdin: text });
    expect(out).not.toContain('10.1.2.3');
    expect(JSON.stringify(surroundings(out))).toMatch(/starting server on [a-z]/);
  });
});
