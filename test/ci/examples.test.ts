import { readFileSync } from 'node:fs';
import { AnalysisTemplate } from '@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1';
import { Job } from 'kubernetes-models/batch/v1';
import { Role, RoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import { ServiceAccount } from 'kubernetes-models/v1';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { loadPolicy } from '../../src/gate/policy/load.js';
import { runShell } from './cluster.js';
import { lessonLog, policies } from './lesson-policy.js';
import { readAction } from './runner.js';
import { workflowParser } from './workflow-parser.js';

const read = (name: string): string => readFileSync(`docs/ci/${name}`, 'utf8');

type Container = { readonly args: readonly string[]; readonly env: readonly { readonly name: string; readonly value: string }[] };

/** Runs the script of the image as a container would, with its arguments and variables. */
const runContainer = ({ args, env }: Container, policy: string): number => {
  const variables = Object.fromEntries(env.map(({ name, value }) => [name, value]));
  return runShell(
    read('gate-pods.sh'),
    args.map((word) => word.replace('/etc/coldcase', 'deploy')),
    { log: lessonLog, policy, env: variables },
  ).status;
};

describe('docs/ci/coldcase.yaml', () => {
  it('is a policy', async () => {
    const policy = await loadPolicy('docs/ci/coldcase.yaml', {
      readText: async (file) => readFileSync(file, 'utf8'),
      causes: ['compile-in-request', 'model-load-in-request'],
    });
    expect(policy.limits.map(({ measure }) => measure)).toEqual(['timeToReady', 'firstRequest']);
  });
});

describe('docs/ci/github.yml', () => {
  const workflow = parse(read('github.yml'));
  const steps: readonly { name?: string; uses?: string; run?: string; with?: object }[] = workflow.jobs.deploy.steps;

  it("is a workflow to GitHub's own parser", async () => {
    const { workflowErrors } = await workflowParser();
    expect(workflowErrors(read('github.yml'))).toEqual([]);
  });

  it('gives the action inputs that it has', () => {
    const given = steps.find(({ uses }) => uses?.includes('/coldcase@'))?.with ?? {};
    expect(Object.keys(readAction().inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
  });

  it('gathers the logs of the new pods', () => {
    const run = steps.find(({ name }) => name === 'Gather the logs')?.run ?? '';
    const ran = runShell(run, [], { log: lessonLog, policy: policies.pass, env: { RELEASE: '7-1' }, wanted: ['logs/server-1.log'] });
    expect([ran.status, ran.files.get('logs/server-1.log')]).toEqual([0, lessonLog]);
    expect(ran.calls).toContain('get pods --selector release=7-1 --output name');
  });

  it('lets no expression into a script', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });
});

describe('docs/ci/gitlab.yml', () => {
  const pipeline = parse(read('gitlab.yml'));

  it('has jobs of known keywords, in stages that it declares', () => {
    const known = ['stage', 'image', 'environment', 'variables', 'before_script', 'script', 'artifacts', 'allow_failure'];
    const { stages, ...jobs } = pipeline as { stages: string[] } & Record<string, { stage: string }>;
    for (const job of Object.values(jobs)) {
      expect(known).toEqual(expect.arrayContaining(Object.keys(job)));
      expect(stages).toContain(job.stage);
    }
  });

  it.each([
    ['pass', 0],
    ['fail', 1],
    ['undecided', 3],
  ] as const)('ends with the verdict %s with the status %i, and writes what the artifacts name', (verdict, status) => {
    const { deploy, gate } = pipeline;
    const reports = Object.values<string>(gate.artifacts.reports);
    const script = [...deploy.script, ...gate.before_script, ...gate.script].join('\n');
    const ran = runShell(script, [], { log: lessonLog, policy: policies[verdict], env: { RELEASE: '7', IMAGE: 'x' }, wanted: reports });
    expect(ran.status).toBe(status);
    expect(ran.files.get(gate.artifacts.reports.junit)).toContain('<testsuites');
    expect(JSON.parse(ran.files.get(gate.artifacts.reports.codequality) ?? '')).toHaveLength(verdict === 'pass' ? 0 : 1);
  });

  it('takes an answer that cannot be given as a warning', () => {
    expect(pipeline.gate.allow_failure).toEqual({ exit_codes: 3 });
  });
});

describe('docs/ci/kubernetes-job.yaml', () => {
  const job = parse(read('kubernetes-job.yaml'));

  it("follows Kubernetes' own schema of a Job", () => {
    new Job(job).validate();
    expect(() => new Job({ ...job, spec: { ...job.spec, backoffLimit: 'none' } }).validate()).toThrow(/backoffLimit/);
  });

  it.each([
    ['pass', 0],
    ['fail', 1],
    ['undecided', 3],
  ] as const)('ends with the verdict %s with the status %i', (verdict, status) => {
    expect(runContainer(job.spec.template.spec.containers[0], policies[verdict])).toBe(status);
  });
});

describe('docs/ci/kubernetes-access.yaml', () => {
  it('follows the schemas of its three objects, and allows to read only', () => {
    const [account, role, binding] = parseAllDocuments(read('kubernetes-access.yaml')).map((document) => document.toJSON());
    new ServiceAccount(account).validate();
    new Role(role).validate();
    new RoleBinding(binding).validate();
    expect(new Set(role.rules.flatMap(({ verbs }: { verbs: string[] }) => verbs))).toEqual(new Set(['get', 'list', 'watch']));
  });
});

describe('docs/ci/argo-analysis.yaml', () => {
  const template = parse(read('argo-analysis.yaml'));
  const container: Container = template.spec.metrics[0].provider.job.spec.template.spec.containers[0];

  it("follows Argo Rollouts' own schema of an AnalysisTemplate", () => {
    new AnalysisTemplate(template).validate();
    const broken = { ...template, spec: { ...template.spec, metrics: [{ provider: {} }] } };
    expect(() => new AnalysisTemplate(broken).validate()).toThrow(/name/);
  });

  it('uses the arguments that it declares', () => {
    const declared: string[] = template.spec.args.map(({ name }: { name: string }) => name);
    const used = [...JSON.stringify(container).matchAll(/\{\{args\.([\w-]+)\}\}/g)].map((match) => match[1]);
    expect(used.sort()).toEqual([...declared].sort());
  });

  it.each([
    ['pass', 0],
    ['fail', 1],
    ['undecided', 3],
  ] as const)('ends with the verdict %s with the status %i', (verdict, status) => {
    const env = container.env.map(({ name, value }) => ({
      name,
      value: value.replace('{{args.pod-template-hash}}', '5d9f').replace('{{args.timeout}}', '1m'),
    }));
    expect(runContainer({ ...container, env }, policies[verdict])).toBe(status);
  });
});

describe('docs/ci/Dockerfile', () => {
  it('copies files that are there', () => {
    const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(\S+) /gm)].map((match) => match[1] ?? '');
    expect(copied).toEqual(['gate-pods.sh', 'coldcase.yaml']);
    for (const name of copied) expect(read(name)).not.toBe('');
  });
});
