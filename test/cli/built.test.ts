import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

const command = 'dist/bin/coldcase.js';
const isBuilt = existsSync(command);
const start = (args: readonly string[], input?: string) =>
  spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', ...(input === undefined ? {} : { input }) });

describe.skipIf(!isBuilt)(`the built command${isBuilt ? '' : ' (skipped: npm run build makes it)'}`, () => {
  it('diagnoses the lesson', () => {
    const { status, stdout, stderr } = start(['fixtures/lesson.log']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^cold: /);
  });

  it('prints its version', () => {
    expect(start(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('ends quietly where its reader has seen enough', () => {
    const log = join(mkdtempSync(join(tmpdir(), 'coldcase-pipe-')), 'big.log');
    writeFileSync(log, 'token=hf_abcdefghijklmnopqrstuvwx line of a log\n'.repeat(200_000));
    const { status, stderr, stdout } = spawnSync('bash', ['-c', `"${process.execPath}" ${command} redact "${log}" | head -n 1; echo "\${PIPESTATUS[0]}"`], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe('token=hf_*** line of a log\n0\n');
  });

  it('ends with 130 on Ctrl-C and says what is known so far', async () => {
    const child = spawn(process.execPath, [command], { stdio: ['pipe', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stdin.write('[Init] Loading weights: 1.8s\n[FirstRequest] CUDA context creation: 2.3s\n');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill('SIGINT');
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(status).toBe(130);
    expect(out).toContain('CUDA context creation');
  });

  it('reads a file of thresholds, and says what is wrong with one', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'coldcase-thresholds-')), 'thresholds.yaml');
    writeFileSync(path, 'compile-at-startup: { seconds: 30 }\n');
    expect(start(['--thresholds', path, '--quiet', 'fixtures/lesson.log'])).toMatchObject({ status: 0, stderr: '' });
    writeFileSync(path, 'compile-at-strtup: { seconds: 30 }\n');
    const { status, stderr } = start(['--thresholds', path, 'fixtures/lesson.log']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/thresholds\.yaml:1: .* did you mean compile-at-startup\?\n$/);
  });

  it('publishes the schema of its report', () => {
    const schema: unknown = JSON.parse(readFileSync('dist/schema/report.json', 'utf8'));
    expect(new Ajv2020().validate(schema as object, JSON.parse(start(['--format', 'json', 'fixtures/lesson.log']).stdout))).toBe(true);
  });

  it('shows no stack trace without --debug', () => {
    const { status, stderr } = start(['/no/such/file.log']);
    expect(status).toBe(2);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
