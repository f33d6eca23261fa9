import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lessonLog, policies } from './lesson-policy.js';
import { type ActionRun, type Given, readAction, runAction } from './runner.js';
import { workflowParser } from './workflow-parser.js';

const gate = (policy: keyof typeof policies, inputs: Given['inputs'] = {}, given: Partial<Given> = {}): ActionRun =>
  runAction({ files: { 'server.log': lessonLog, 'coldcase.yaml': policies[policy] }, ...given, inputs: { logs: 'server.log', ...inputs } });

describe('action.yml', () => {
  it("is an action to GitHub's own parser", async () => {
    const { actionErrors } = await workflowParser();
    expect(actionErrors(readFileSync('action.yml', 'utf8'))).toEqual([]);
  });

  it('lets inputs reach a script as variables only', () => {
    for (const { run, env } of readAction().runs.steps) {
      expect(run).not.toContain('${{');
      for (const value of Object.values(env)) expect(value).toMatch(/^\$\{\{ inputs\.[\w-]+ \}\}$/);
    }
  });

  it('uses every input that it declares', () => {
    const used = new Set(readAction().runs.steps.flatMap(({ env }) => Object.values(env).map((value) => /inputs\.([\w-]+)/.exec(value)?.[1])));
    expect([...used].sort()).toEqual(Object.keys(readAction().inputs).sort());
  });
});

describe('the action on the log of the lesson', () => {
  it.each([
    ['pass', 0],
    ['fail', 1],
    ['undecided', 3],
  ] as const)('ends with the verdict %s and the status %i', (verdict, status) => {
    const ran = gate(verdict);
    expect([ran.status, ran.outputs.verdict]).toEqual([status, verdict]);
    expect(JSON.parse(ran.outputs.report ?? '')).toMatchObject({ schemaVersion: 1, verdict });
  });

  it('annotates the policy where a budget is not kept', () => {
    expect(gate('fail').stdout).toMatch(/^::error title=first request,file=coldcase\.yaml,line=3,col=3::/m);
  });

  it('adds its answer to the job summary that is there', () => {
    const { summary } = gate('fail', {}, { summary: '# Tests\n' });
    expect(summary).toMatch(/^# Tests\n## ❌ coldcase gate: fail\n/);
  });

  it.each([
    ['fail', 'undecided', 0],
    ['fail', 'fail', 1],
    ['never', 'fail', 0],
    ['never', 'undecided', 0],
    ['undecided', 'undecided', 3],
  ] as const)('with fail-on: %s ends a gate with the verdict %s with %i', (failOn, verdict, status) => {
    const ran = gate(verdict, { 'fail-on': failOn });
    expect([ran.status, ran.outputs.verdict]).toEqual([status, verdict]);
  });

  it('writes more reports where they are asked for', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'coldcase-outputs-')), 'a b.sarif');
    gate('fail', { outputs: `sarif=${file}\njunit=coldcase.xml` });
    expect(JSON.parse(readFileSync(file, 'utf8')).version).toBe('2.1.0');
  });

  it('takes several logs, one a line, with spaces in their names', () => {
    const ran = gate('pass', { logs: 'a b.log\n\nserver.log\n' }, { files: { 'a b.log': lessonLog, 'server.log': lessonLog, 'coldcase.yaml': policies.pass } });
    expect(JSON.parse(ran.outputs.report ?? '').report.boots).toHaveLength(2);
  });

  it('fails with the status of a mistake, whatever fail-on says', () => {
    const ran = gate('pass', { policy: 'missing.yaml', 'fail-on': 'never' });
    expect([ran.status, ran.outputs.verdict]).toEqual([2, undefined]);
    expect(gate('pass', { 'fail-on': 'sometimes' }).status).toBe(2);
  });

  it('runs nothing that an input holds', () => {
    const witness = join(mkdtempSync(join(tmpdir(), 'coldcase-witness-')), 'ran');
    const evil = `"; touch ${witness}; $(touch ${witness}) \`touch ${witness}\``;
    const names = Object.keys(readAction().inputs);
    // A wrong version or fail-on ends the action before the others are read.
    const all = names.filter((name) => name !== 'version' && name !== 'fail-on').map((name) => [name, evil] as const);
    for (const inputs of [Object.fromEntries(all), { version: evil }, { 'fail-on': evil }]) gate('pass', inputs);
    expect(existsSync(witness)).toBe(false);
  });

  it('writes nothing but annotations on standard output, whatever the log holds', () => {
    const log = '::error::injected [Init] Loading weights: 90s\n::set-output name=x::y [FirstRequest] JIT compile kernels: 12s\n';
    const { stdout } = gate('fail', {}, { files: { 'server.log': log, 'coldcase.yaml': policies.fail } });
    for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^::(?:error|warning|notice) title=/);
  });
});

describe('the version of the action', () => {
  const withNpm = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'coldcase-npm-'));
    writeFileSync(join(folder, 'npm'), `#!/bin/sh\necho "$@" >"${folder}/asked"\n`);
    writeFileSync(join(folder, 'coldcase'), `#!/bin/sh\nexec node "${resolve('dist/bin/coldcase.js')}" "$@"\n`);
    for (const name of ['npm', 'coldcase']) chmodSync(join(folder, name), 0o755);
    return folder;
  };

  it('is installed from npm where one is given', () => {
    const programs = withNpm();
    expect(gate('pass', { version: '0.1.0' }, { programs }).outputs.verdict).toBe('pass');
    expect(readFileSync(join(programs, 'asked'), 'utf8')).toBe('install --global --no-audit --no-fund coldcase@0.1.0\n');
  });

  it('is that of the checkout otherwise, and npm is not asked', () => {
    const programs = withNpm();
    expect(gate('pass', {}, { programs }).outputs.verdict).toBe('pass');
    expect(existsSync(join(programs, 'asked'))).toBe(false);
  });

  it('is no path and no address', () => {
    const programs = withNpm();
    for (const version of ['file:../evil', 'https://example.com/x.tgz', 'npm:other@1', '-g']) expect(gate('pass', { version }, { programs }).status).toBe(2);
    expect(existsSync(join(programs, 'asked'))).toBe(false);
  });
});
