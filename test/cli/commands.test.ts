import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from './run.js';

describe('coldcase help', () => {
  it.each([['--help'], ['help'], ['help', 'redact'], ['redact', '--help'], ['rules', '--help'], ['collect', '--help'], ['explain', '--help']])(
    'answers %s %s',
    async (...args) => {
      const { status, out } = await run(args);
      expect(status).toBe(0);
      expect(out).toContain('Usage: coldcase');
    },
  );
});

describe('coldcase collect', () => {
  it('prints commands that a shell can parse, whatever the name, and runs none', async () => {
    for (const kind of ['pod', 'service', 'unit']) {
      const { status, out } = await run(['collect', kind, "it's; $(rm -rf x) `y`"]);
      expect(status).toBe(0);
      execFileSync('bash', ['-n'], { input: out });
      expect(execFileSync('bash', [], { input: out.replace(/^.*(kubectl|docker|journalctl|coldcase|mkdir).*$/gm, ''), encoding: 'utf8' })).toBe('');
      expect(out).toContain(`'it'\\''s; $(rm -rf x) \`y\`'`);
    }
  });

  it('asks for all that tells of a pod: itself, its events, its logs and those before the restart', async () => {
    const { out } = await run(['collect', 'pod', 'vllm-0', '-n', 'prod']);
    for (const part of ['get pod vllm-0 -o json', 'describe pod vllm-0', 'get events', '--all-containers --prefix --timestamps', '--previous', '-n prod'])
      expect(out).toContain(part);
  });
});

describe('coldcase redact', () => {
  it('writes the log with secrets masked and names replaced, line by line', async () => {
    const log = '10.1.2.3 - token=hf_abcdefghijklmnopqrstuvwx\n[Init] Loading weights: 1.8s\n10.1.2.3 /home/ann/x\n';
    expect(await run(['redact'], { stdin: log })).toEqual({
      status: 0,
      out: '198.18.0.1 - token=hf_***\n[Init] Loading weights: 1.8s\n198.18.0.1 /home/user-1/x\n',
      err: 'coldcase: masked: 1 secret, 1 IP address, 1 user name\n',
    });
    expect((await run(['redact', '--quiet'], { stdin: log })).err).toBe('');
  });

  it('sends a terminal nothing that it would obey', async () => {
    const { out } = await run(['redact', '-'], { stdin: 'a\u001b[2Jb é\n', isTerminal: true });
    expect(out).toBe('a\\x1b[2Jb é\n');
    expect((await run(['redact', '-'], { stdin: 'a\u001b[2Jb é\n' })).out).toBe('a\u001b[2Jb é\n');
  });

  it('leaves the diagnosis as it was', async () => {
    const { out } = await run(['redact', 'fixtures/lesson.log']);
    const [before, after] = await Promise.all([run(['--format', 'json', 'fixtures/lesson.log']), run(['--format', 'json', '-'], { stdin: out })]);
    const causes = (json: string): unknown => JSON.parse(json).boots[0].causes.map((cause: { id: string; seconds: number }) => [cause.id, cause.seconds]);
    expect(causes(after.out)).toEqual(causes(before.out));
  });
});

describe('coldcase explain', () => {
  it('says what a cause means, how to mend it, and where that is written', async () => {
    const { status, out } = await run(['explain', 'compile-in-request']);
    expect(status).toBe(0);
    expect(out).toMatch(/^compile-in-request: /);
    expect(out).toContain('How to mend it');
    expect(out).toContain('References');
  });

  it('shows a line of each kind of program that leads to it, servers first', async () => {
    const { out } = await run(['explain', 'compile-at-startup']);
    const shown = out.slice(out.indexOf('Lines that show it'), out.indexOf('How to mend it'));
    expect(shown).toMatch(/^ {2}vllm: /m);
    expect([...shown.matchAll(/^ {2}([a-z][\w.-]*): /gm)].map((match) => match[1])).toEqual([
      ...new Set([...shown.matchAll(/^ {2}([a-z][\w.-]*): /gm)].map((match) => match[1])),
    ]);
  });
});

const signals = (pattern: string): string => `runtime: ourserver
title: Our server
kind: server
detect: ['ourserver booted']
signals:
  - id: ourserver/flux
    phase: device-init
    pattern: '${pattern}'
    examples: ['frobnicated the flux capacitor in 3.5 s']
    counterexamples: ['frobnicated nothing in 3.5 s']
`;

const rulesFolder = (pattern: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-rules-'));
  mkdirSync(join(folder, 'signals'));
  writeFileSync(join(folder, 'signals', 'ourserver.yaml'), signals(pattern));
  return folder;
};

const good = String.raw`frobnicated the flux capacitor in (?<seconds>[\d.]+) s`;
const broken = String.raw`frobnicated the flux capacitor in (?<seconds>[\d.+ s`;
const slow = String.raw`frobnicated (a+)+ flux in (?<seconds>[\d.]+) s`;

describe('rules of a user', () => {
  it('are listed beside the built-in ones, and lint and test themselves', async () => {
    const folder = rulesFolder(good);
    expect((await run(['rules', 'list', folder])).out).toContain('ourserver');
    expect(await run(['rules', 'lint', folder])).toMatchObject({ status: 0 });
    expect(await run(['rules', 'test', folder])).toMatchObject({ status: 0, err: '2 examples, 0 failed\n' });
  });

  it('take part in a diagnosis', async () => {
    const { out } = await run(['--rules', rulesFolder(good), '--format', 'json'], { stdin: 'ourserver booted\nfrobnicated the flux capacitor in 33.5 s\n' });
    expect(JSON.parse(out).boots[0]).toMatchObject({ runtime: 'ourserver', phases: [{ phase: 'device-init', seconds: 33.5 }] });
  });

  it('are refused where they are broken, with file, line and column', async () => {
    const folder = rulesFolder(broken);
    const { status, err } = await run(['--rules', folder, 'fixtures/lesson.log']);
    expect(status).toBe(2);
    expect(err).toMatch(/ourserver\.yaml:8:\d+: /);
    expect((await run(['rules', 'lint', folder])).status).toBe(2);
  });

  it('are refused where their folder holds none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coldcase-norules-'));
    const message = `coldcase: ${folder}: this folder holds no .yaml file with rules; name the one that does\n`;
    expect(await run(['--rules', folder, 'fixtures/lesson.log'])).toEqual({ status: 2, out: '', err: message });
    expect(await run(['rules', 'lint', folder])).toEqual({ status: 2, out: '', err: message });
    expect(await run(['rules', 'test', folder])).toEqual({ status: 2, out: '', err: message });
  });

  it('are refused where a pattern does not run in linear time', async () => {
    expect((await run(['rules', 'lint', rulesFolder(slow)])).status).toBe(2);
  });

  it('fail their test where an example does not match', async () => {
    const { status, out } = await run(['rules', 'test', rulesFolder(String.raw`frobnicated some flux in (?<seconds>[\d.]+) s`)]);
    expect(status).toBe(2);
    expect(out).toMatch(/ourserver\.yaml:9:\d+: ourserver\/flux: /);
  });
});
