import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Given, runShell, type Told } from './cluster.js';
import { lessonLog, policies } from './lesson-policy.js';

const verdicts = [
  ['pass', 0],
  ['fail', 1],
  ['undecided', 3],
] as const;

const given = (policy: keyof typeof policies, more: Partial<Given> = {}): Given => ({ log: lessonLog, policy: policies[policy], ...more });

describe('docs/ci/gate-pods.sh', () => {
  const gatePods = (policy: keyof typeof policies, more: Partial<Given> = {}): Told =>
    runShell(readFileSync('docs/ci/gate-pods.sh', 'utf8'), ['--policy', 'deploy/coldcase.yaml'], given(policy, { env: { SELECTOR: 'app=server' }, ...more }));

  it.each(verdicts)('ends a gate with the verdict %s with the status %i', (verdict, status) => {
    const { stdout, ...ran } = gatePods(verdict);
    expect(ran.status).toBe(status);
    expect(stdout).toMatch(new RegExp(`^${verdict}: `));
  });

  it('asks for the logs of each pod, and for those before a restart', () => {
    const { calls } = gatePods('pass', { pods: ['server-1', 'server-2'] });
    expect(calls.filter((call) => call.startsWith('logs '))).toEqual([
      'logs pod/server-1 --all-containers --prefix --timestamps --previous',
      'logs pod/server-1 --all-containers --prefix --timestamps',
      'logs pod/server-2 --all-containers --prefix --timestamps --previous',
      'logs pod/server-2 --all-containers --prefix --timestamps',
    ]);
  });

  it('says so where no pod has the labels, and where none are given', () => {
    expect(gatePods('pass', { pods: [] })).toMatchObject({ status: 2, stderr: expect.stringContaining('No pod has the labels app=server.') });
    expect(gatePods('pass', { env: {} }).stderr).toContain('set it to the labels of the new pods');
  });
});

describe('docs/ci/deploy.sh', () => {
  const deploy = (policy: keyof typeof policies, more: Partial<Given> = {}): Told =>
    runShell(
      readFileSync('docs/ci/deploy.sh', 'utf8'),
      ['server', 'main', 'registry.example.com/server:2', '--policy', 'deploy/coldcase.yaml'],
      given(policy, more),
    );

  it.each(verdicts)('ends with the verdict %s with the status %i', (verdict, status) => {
    expect(deploy(verdict).status).toBe(status);
  });

  it('takes the deploy back where the gate failed, and only there', () => {
    const undone = (policy: keyof typeof policies) => deploy(policy).calls.filter((call) => call.startsWith('rollout undo'));
    expect(undone('fail')).toEqual(['rollout undo deployment/server']);
    expect([...undone('pass'), ...undone('undecided')]).toEqual([]);
  });

  it('gates the pods of this deploy, by a label that it gave them', () => {
    const { calls } = deploy('pass');
    const release = /release: '(\w+)'/.exec(calls.join('\n'))?.[1];
    expect(release).toMatch(/^\d{8}T\d{6}Z$/);
    expect(calls).toContain(`get pods --selector release=${release} --output name`);
  });

  it('gates a rollout that does not end too', () => {
    expect(deploy('fail', { env: { ROLLOUT_STATUS: '1' } })).toMatchObject({ status: 1, stdout: expect.stringContaining('fail: ') });
  });

  it('tells how it is used', () => {
    expect(runShell(readFileSync('docs/ci/deploy.sh', 'utf8'), ['server'], given('pass'))).toMatchObject({ status: 2, calls: [] });
  });
});
