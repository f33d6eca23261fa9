import { AnalysisTemplate, Rollout } from '@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1';
import { Job } from 'kubernetes-models/batch/v1';
import { ConfigMap, Service } from 'kubernetes-models/v1';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { loadPlan } from '../../../../src/warm/plan/load.js';
import { emitters } from '../../../../src/warm/rollout/emit/emitters.js';
import { loadRolloutPolicy } from '../../../../src/warm/rollout/load-policy.js';
import { example } from '../example-policy.js';

const plan = 'version: 1\nshapes: [{ sequence: 128 }]\ndeadline: 5m\n';
const names = 'kubernetes: { deployment: model, service: model, port: 8000, image: registry.example.com/coldcase:0.1.0 }\n';
const emit = (name: string, policy: string) => emitters.get(name)?.(loadRolloutPolicy('rollout.yaml', policy), { plan, template: '{"text":"{{text}}"}' }) ?? '';
const documents = (text: string) => parseAllDocuments(text).map((one) => one.toJSON());
const blueGreen = example.replace(/ {2}- \{ weight: 10%.*\n/, '');

describe('the files for Argo Rollouts', () => {
  const [config, service, analysis, rollout] = documents(emit('argo', `${example}${names}`));

  it("follow Kubernetes' and Argo's own schemas", () => {
    new ConfigMap(config).validate();
    new Service(service).validate();
    new AnalysisTemplate(analysis).validate();
    new Rollout(rollout).validate();
    expect(() => new Rollout({ ...rollout, spec: { ...rollout.spec, strategy: { canary: { steps: [{ setWeight: 'some' }] } } } }).validate()).toThrow();
  });

  it('warm and load green before it has traffic, and after each step', () => {
    const steps: object[] = rollout.spec.strategy.canary.steps;
    expect(steps.map((step) => Object.keys(step)[0])).toEqual([
      'setCanaryScale',
      'analysis',
      'setWeight',
      'pause',
      'analysis',
      'setWeight',
      'pause',
      'analysis',
    ]);
    expect(steps.filter((step) => 'setWeight' in step)).toEqual([{ setWeight: 10 }, { setWeight: 100 }]);
    const [container] = analysis.spec.metrics[0].provider.job.spec.template.spec.containers;
    expect(container.command).toEqual(['coldcase', 'rollout', '/etc/coldcase/rollout.yaml', '--check']);
  });

  it('carry a policy and a plan that can be read there, with the bounds of this one', () => {
    const inside = loadRolloutPolicy('/etc/coldcase/rollout.yaml', config.data['rollout.yaml']);
    const { bounds, load, steps, planFile, replicas, request } = inside;
    const outside = loadRolloutPolicy('rollout.yaml', example);
    expect({ bounds, load, steps }).toEqual({ bounds: outside.bounds, load: outside.load, steps: outside.steps });
    expect([planFile, replicas.green[0]?.url.href, request.templateFile]).toEqual([
      '/etc/coldcase/warmup.yaml',
      'http://model-green:8000/predict',
      '/etc/coldcase/request.json',
    ]);
    expect(loadPlan('warmup.yaml', config.data['warmup.yaml']).deadlineSeconds).toBe(300);
  });

  it('are a blue/green strategy where one step has everything, and blue stays meanwhile', () => {
    const [, , , switched] = documents(emit('argo', `${blueGreen}${names}`));
    new Rollout(switched).validate();
    const { strategy } = switched.spec;
    expect(strategy.blueGreen).toMatchObject({
      activeService: 'model',
      previewService: 'model-green',
      prePromotionAnalysis: { templates: [{ templateName: 'coldcase-rollout' }] },
    });
    expect(strategy.blueGreen.scaleDownDelaySeconds).toBeGreaterThan(300);
  });
});

describe('the files for plain Kubernetes', () => {
  it("follow Kubernetes' own schemas, and say how to switch, and back", () => {
    const text = emit('kubernetes', `${example}${names}`);
    const [config, service, job] = documents(text);
    new ConfigMap(config).validate();
    new Service(service).validate();
    new Job(job).validate();
    expect(service.spec.selector).toEqual({ app: 'model', slot: 'green' });
    expect(text).toContain('kubectl wait --for=condition=complete --timeout=660s job/coldcase-rollout && kubectl patch service model');
  });

  it('need the names of a cluster', () => {
    expect(() => emit('kubernetes', example)).toThrow('rollout.yaml: names nothing of a cluster; add kubernetes: { deployment, service, port, image }');
  });
});
